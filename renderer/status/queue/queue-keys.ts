export type QueueKey =
  | { does: 'step'; by: number; isRange: boolean }
  | { does: 'mark-all' }
  | { does: 'undo' }
  | { does: 'move'; to: 'front' | 'up' | 'down' | 'end' }
  | { does: 'remove' }
  | { does: 'show' };

type Press = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** What a key does in the list of the queue; null where it is left to the browser. */
export function queueKey(press: Press, page: number): QueueKey | null {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = press;
  if (isUndoKey(press)) return { does: 'undo' };
  if (ctrlKey || metaKey)
    return key.toLowerCase() === 'a' && !altKey && !shiftKey ? { does: 'mark-all' } : null;
  if (altKey) {
    const to = ({ ArrowUp: 'up', ArrowDown: 'down', Home: 'front', End: 'end' } as const)[key as 'Home'];
    return to ? { does: 'move', to } : null;
  }
  const by: Record<string, number> = {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -page,
    PageDown: page,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  if (Object.hasOwn(by, key)) return { does: 'step', by: by[key], isRange: shiftKey };
  if (key === 'Delete' || key === 'Backspace') return { does: 'remove' };
  return key === 'Enter' ? { does: 'show' } : null;
}

/** Ctrl+Z, or Cmd+Z. */
export function isUndoKey({ key, altKey, ctrlKey, metaKey, shiftKey }: Press): boolean {
  return (ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === 'z';
}
