import {
  applyStroke,
  type MendScene,
  type Patch,
  takeBackPatch,
} from '../../../contract/mend/apply-stroke.ts';
import { guideOf } from '../../../contract/mend/guided-filter.ts';
import { type MendStroke, MOST_STROKES, type Operation, type Region } from '../../../contract/mend/recipe.ts';
import { mendedMapOf, replay } from '../../../contract/mend/replay.ts';
import type { Photo } from '../../../contract/photo.ts';
import type { Run } from '../../../contract/run.ts';
import { text } from '../../language/text.ts';
import { call } from '../../server/call.ts';
import { shownFailure } from '../../server/shown-failure.ts';
import { look } from '../../state/look.ts';
import { chooseTool } from '../../state/measure.ts';
import { forgetDraft, keepDraft, strokesOfDraft } from '../../state/mend/drafts.ts';
import { type MendSession, useMend } from '../../state/mend/mend.ts';
import { attempt, tell } from '../../state/notices.ts';
import { askToConfirm } from '../../state/question.ts';
import { bringPane, onStage, replacePane } from '../../state/selection.ts';
import { titleText } from '../pack-text.ts';
import { loadedPreview, loadedViewMap, requestViewMap } from '../resources.ts';

/** Of all patches together: four bytes each. */
const MOST_VALUES = 64e6;

/** The run that is mended, where it has a pane on the stage now; null elsewhere. */
export function mendedOnStage(): MendSession | null {
  const { session } = useMend.getState();
  return session && onStage().panes.some(({ id }) => id === session.runId) ? session : null;
}

/** Begins to mend the map of the active pane, or leaves off; what was begun elsewhere stands in the way only with strokes. */
export function toggleMending(): void {
  if (mendedOnStage() || useMend.getState().session?.strokes.length) {
    leaveMending();
    return;
  }
  const { photo, activeRun } = onStage();
  if (!photo || !activeRun?.result) {
    tell('note', text('view.nothingToMend'));
    return;
  }
  begin(photo, activeRun);
}

function begin(photo: Photo, run: Run): void {
  const { result } = run;
  const map = loadedViewMap(result);
  if (!result) return;
  if (!map) {
    requestViewMap(result);
    tell('note', text('view.mapStillRead', { title: titleText(run.packTitle) }));
    return;
  }
  chooseTool('none');
  look({ mode: 'depth' });
  bringPane(photo.id, run.id);
  const long = Math.max(photo.width, photo.height);
  const session = {
    photoId: photo.id,
    runId: run.id,
    title: run.packTitle,
    map: mendedMapOf(map.values, map, result.kind),
    shown: map.values,
    strokes: [],
    patches: [],
    undone: [],
  };
  const span = session.map.span;
  useMend.setState({
    session,
    drawn: null,
    radius: Math.max(2, Math.round(long / 40)),
    snapRadius: Math.max(2, Math.round(long / 120)),
    farther: result.kind === 'metric' ? Number((span / 20).toPrecision(1)) : 5,
  });
  takeUpDraft(photo, run.id);
}

/** Does again what was drawn on the map of a run and not saved when the page was closed or another project opened. */
function takeUpDraft(photo: Photo, runId: string): void {
  const { session } = useMend.getState();
  const strokes = strokesOfDraft(runId);
  if (!session || strokes.length === 0) return;
  try {
    replay(session.map, { version: 1, strokes: [...strokes] }, sceneOf(photo, session));
  } catch (thrown) {
    // The draft stays as it is: a map without its strokes is not begun upon.
    useMend.setState({ session: null });
    tell('error', shownFailure(thrown).message);
    return;
  }
  show({ strokes, patches: strokes.map(() => null), undone: [] });
  tell('done', text('view.strokesThereAgain', { count: strokes.length }));
}

/** Leaves off mending; strokes that are not saved are asked about. */
export function leaveMending(): void {
  const { session } = useMend.getState();
  const leave = () => {
    if (session) forgetDraft(session.runId);
    useMend.setState({ session: null, drawn: null });
  };
  if (!session || session.strokes.length === 0) {
    leave();
    return;
  }
  askToConfirm({
    title: text('view.leaveMap'),
    sentence: text('view.strokesNotSaved', { count: session.strokes.length }),
    label: text('view.discard'),
    run: leave,
    other: { label: text('view.save'), run: () => void saveMended() },
  });
}

/** What the chosen action does, as a recipe says it. */
export function chosenOperation(): Operation {
  const { action, farther, onlyHoles, snapRadius, session } = useMend.getState();
  const only = onlyHoles ? 'holes' : 'all';
  switch (action) {
    case 'fill-smooth':
      return { do: 'fill', by: 'smooth', only };
    case 'fill-plane':
      return { do: 'fill', by: 'plane', only };
    case 'fill-nearest':
      return { do: 'fill', by: 'nearest', only };
    case 'push':
      return { do: 'push', farther: session?.map.kind === 'metric' ? farther : farther / 100 };
    case 'snap':
      return { do: 'snap', radius: snapRadius, contrast: 0.02 };
    default:
      return { do: action };
  }
}

/** Mends the map by the chosen action in a region. */
export function mendRegion(region: Region): void {
  apply({ region, operation: chosenOperation() }, []);
}

function apply(stroke: MendStroke, undone: readonly MendStroke[]): void {
  const { session } = useMend.getState();
  const { photo } = onStage();
  if (!session || photo?.id !== session.photoId) return;
  if (session.strokes.length >= MOST_STROKES) {
    tell('note', text('view.tooManyStrokes', { most: MOST_STROKES }));
    return;
  }
  try {
    const patch = applyStroke(session.map, stroke, sceneOf(photo, session));
    show({
      strokes: [...session.strokes, stroke],
      patches: bounded([...session.patches, patch]),
      undone,
    });
  } catch (thrown) {
    tell('error', shownFailure(thrown).message);
  }
}

function show(change: Pick<MendSession, 'strokes' | 'patches' | 'undone'>): void {
  const { session } = useMend.getState();
  if (!session) return;
  useMend.setState({ session: { ...session, ...change, shown: new Float32Array(session.map.values) } });
  const { photoId, runId, title } = session;
  keepDraft(runId, { photoId, title, strokes: change.strokes });
}

/** As many of the last patches as take 256 MB. */
function bounded(patches: readonly (Patch | null)[]): (Patch | null)[] {
  let values = 0;
  return patches
    .toReversed()
    .map((patch) => {
      values += patch?.before.length ?? 0;
      return values <= MOST_VALUES ? patch : null;
    })
    .reverse();
}

/** Takes the last stroke back. */
export function undoStroke(): void {
  const { session, drawn } = useMend.getState();
  if (drawn) {
    useMend.setState({ drawn: null });
    return;
  }
  const stroke = session?.strokes.at(-1);
  const { photo } = onStage();
  if (!session || !stroke || photo?.id !== session.photoId) return;
  const patch = session.patches.at(-1);
  if (patch) takeBackPatch(session.map, patch);
  else {
    session.map.values.set(session.map.original);
    const before = { version: 1, strokes: session.strokes.slice(0, -1) } as const;
    replay(session.map, before, sceneOf(photo, session));
  }
  show({
    strokes: session.strokes.slice(0, -1),
    patches: session.patches.slice(0, -1),
    undone: [...session.undone, stroke],
  });
}

/** Does the stroke again that was taken back last. */
export function redoStroke(): void {
  const { session } = useMend.getState();
  const stroke = session?.undone.at(-1);
  if (session && stroke) apply(stroke, session.undone.slice(0, -1));
}

/** Keeps the mended map as a run, in the place of the one that it was made from. */
export async function saveMended(): Promise<void> {
  const { session } = useMend.getState();
  if (!session || session.strokes.length === 0) return;
  const { photoId, runId, strokes, title } = session;
  await attempt(async () => {
    const made = await call('mend', { runId, recipe: { version: 1, strokes: [...strokes] } });
    // Strokes that were made meanwhile are not in it: they stay.
    if (useMend.getState().session?.strokes === strokes) {
      useMend.setState({ session: null, drawn: null });
      forgetDraft(runId);
    }
    replacePane(photoId, runId, made.id);
    tell('done', text('view.mendedSaved', { title: titleText(title) }));
  });
}

let guide: { preview: ImageBitmap; light: Float32Array } | null = null;

/** The photo under the map; its brightness is worked out when a stroke first asks for it. */
function sceneOf(photo: Photo, { map }: MendSession): MendScene {
  return {
    photo,
    guide: () => {
      const preview = loadedPreview(photo);
      if (!preview) throw new TypeError('The preview of the photo is not there yet.');
      if (guide?.preview !== preview || guide.light.length !== map.values.length) {
        const { width, height } = preview;
        const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
        context?.drawImage(preview, 0, 0);
        const bytes = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
        guide = { preview, light: guideOf(bytes, { width, height, channels: 4 }, map) };
      }
      return guide.light;
    },
  };
}
