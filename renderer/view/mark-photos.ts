import { onStage, showPhoto, useSelection } from '../state/selection.ts';

/** Photos that are marked after a click on one, `anchor` being where a range starts. */
export function markedAfter(
  ids: readonly string[],
  marked: readonly string[],
  anchor: string | null,
  id: string,
  manner: 'only' | 'toggle' | 'range',
): string[] {
  if (manner === 'toggle')
    return marked.includes(id) ? marked.filter((each) => each !== id) : [...marked, id];
  const from = anchor === null ? -1 : ids.indexOf(anchor);
  if (manner === 'only' || from < 0) return [id];
  const to = ids.indexOf(id);
  return ids.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** A click on a photo: shows it, and marks it alone, too, or with all between. */
export function markPhoto(ids: readonly string[], id: string, manner: 'only' | 'toggle' | 'range'): void {
  if (manner === 'only') {
    showPhoto(id);
    return;
  }
  const current = onStage().photo?.id ?? null;
  const { marked } = useSelection.getState();
  const start = marked.length > 0 || current === null ? marked : [current];
  useSelection.setState({ marked: markedAfter(ids, start, current, id, manner) });
}

/** Goes on by so many photos; `isRange` marks all on the way. Answers with the photo that is reached. */
export function stepTo(
  ids: readonly string[],
  current: string | null,
  step: number,
  isRange: boolean,
): string | null {
  const at = current === null ? -1 : ids.indexOf(current);
  const next = ids[Math.min(ids.length - 1, Math.max(0, at + step))];
  if (next === undefined || next === current) return null;
  if (isRange) {
    const { marked } = useSelection.getState();
    useSelection.setState({
      photoId: next,
      marked: [...new Set([...marked, current ?? next, next])],
      activePane: 0,
    });
  } else showPhoto(next);
  return next;
}
