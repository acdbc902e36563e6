/** What of a key press the list of photos looks at. */
type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

export type GridAction =
  | { does: 'remove' }
  | { does: 'rename' }
  | { does: 'mark-all' }
  | { does: 'step'; by: number; isRange: boolean };

/** What a key does in the list of photos, which has so many columns and shows so many rows; null where it does nothing. */
export function gridAction(
  { key, ctrlKey, metaKey, shiftKey }: Press,
  columns: number,
  rows = 1,
): GridAction | null {
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * rows,
    PageDown: columns * rows,
    Home: -Infinity,
    End: Infinity,
  };
  if (key === 'Delete' || key === 'Backspace') return { does: 'remove' };
  if (key === 'F2') return { does: 'rename' };
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'a') return { does: 'mark-all' };
  const by = steps[key];
  return by === undefined ? null : { does: 'step', by, isRange: shiftKey };
}

/** How a click marks: shift takes all between, control (command on a Mac) adds or takes away. */
export function clickManner({
  shiftKey,
  ctrlKey,
  metaKey,
}: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>): 'only' | 'toggle' | 'range' {
  if (shiftKey) return 'range';
  return ctrlKey || metaKey ? 'toggle' : 'only';
}
