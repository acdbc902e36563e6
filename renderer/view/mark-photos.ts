import { attempt } from '../state/notices.ts';
import {
  idsBetween,
  idsHereBetween,
  placeHere,
  placeOf,
  usePhotoList,
  whenArranged,
} from '../state/rows/photo-list.ts';
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

/** The photo that was chosen last: the one on the stage, or on its way there. */
export function currentPhotoId(): string | null {
  return useSelection.getState().photoId ?? onStage().photo?.id ?? null;
}

/** A click on a photo: shows it, and marks it alone, too, or with all between. */
export function markPhoto(id: string, manner: 'only' | 'toggle' | 'range'): void {
  if (manner === 'only') {
    showPhoto(id);
    return;
  }
  const current = currentPhotoId();
  const { marked } = useSelection.getState();
  const start = marked.length > 0 || current === null ? marked : [current];
  if (manner === 'toggle') {
    useSelection.setState({ marked: markedAfter([], start, current, id, manner) });
    return;
  }
  const [from, to] = [placeOfLoaded(current), placeOfLoaded(id)];
  const ids = from === null || to === null ? null : idsHereBetween(from, to);
  if (ids) useSelection.setState({ marked: markedAfter(ids, start, current, id, manner) });
  else
    void attempt(async () => {
      const places = [current === null ? null : await placeOf(current), await placeOf(id)];
      const known = places.filter((place) => place !== null);
      const far = await idsBetween(Math.min(...known), Math.max(...known));
      useSelection.setState({ marked: markedAfter(far, start, current, id, manner) });
    });
}

/** Goes on by so many photos of the list, as far as it goes (also by Infinity); `isRange` marks all on the way. */
export function stepBy(step: number, isRange: boolean): void {
  const arranged = whenArranged();
  if (arranged) return void arranged.then(() => stepBy(step, isRange));
  const current = currentPhotoId();
  const here = current === null ? -1 : placeOfLoaded(current);
  if (here !== null) goTo(here, step, isRange);
  else void attempt(async () => goTo((await placeOf(current ?? '')) ?? -1, step, isRange));
}

/** Marks every photo of the list. */
export function markAll(): void {
  const arranged = whenArranged();
  if (arranged) return void arranged.then(markAll);
  const { total } = usePhotoList.getState();
  if (total === 0) return;
  const ids = idsHereBetween(0, total - 1);
  if (ids) useSelection.setState({ marked: ids });
  else void attempt(async () => useSelection.setState({ marked: await idsBetween(0, total - 1) }));
}

function goTo(at: number, step: number, isRange: boolean): void {
  const { total } = usePhotoList.getState();
  const to = Math.min(total - 1, Math.max(0, at + step));
  if (to < 0 || to === at) return;
  usePhotoList.setState({ aim: { place: to } });
  const from = isRange && at >= 0 ? at : to;
  const ids = idsHereBetween(from, to);
  if (ids) reach(ids, from <= to, isRange);
  else void attempt(async () => reach(await idsBetween(from, to), from <= to, isRange));
}

/** Shows the photo at the end of the way, which is in the order of the list. */
function reach(way: readonly string[], isForward: boolean, isRange: boolean): void {
  const next = isForward ? way.at(-1) : way[0];
  if (next === undefined) return;
  if (!isRange) {
    showPhoto(next);
    return;
  }
  const { marked } = useSelection.getState();
  const gone = isForward ? way : way.toReversed();
  useSelection.setState({ photoId: next, marked: [...new Set([...marked, ...gone])], activePane: 0 });
}

function placeOfLoaded(id: string | null): number | null {
  return id === null ? null : placeHere(usePhotoList.getState(), id);
}
