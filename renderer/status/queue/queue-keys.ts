export type QueueKey =
  | { does: 'step'; by: number }
  | { does: 'move'; to: 'front' | 'up' | 'down' | 'end' }
  | { does: 'remove' }
  | { does: 'show' };

type Press = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** What a key does in the list of the queue; null where it is left to the browser. */
export function queueKey({ key, altKey, ctrlKey, metaKey }: Press, page: number): QueueKey | null {
  if (ctrlKey || metaKey) return null;
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
  if (key in by) return { does: 'step', by: by[key] };
  if (key === 'Delete' || key === 'Backspace') return { does: 'remove' };
  return key === 'Enter' ? { does: 'show' } : null;
}
