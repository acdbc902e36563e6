import { beforeEach, expect, test, vi } from 'vitest';
import { resetAllStores } from '../../state/create-store.ts';
import { useDrafts } from '../../state/mend/drafts.ts';
import { useMend } from '../../state/mend/mend.ts';
import { useNotices } from '../../state/notices.ts';
import { takeSnapshot } from '../../state/project.ts';
import { useQuestion } from '../../state/question.ts';
import { showRuns, stageStore } from '../../state/selection.ts';
import { METRIC_RUN, snapshotOf } from '../../testing/sample-project.ts';
import { openScene } from '../../testing/scene.ts';
import { answerWith, inputOf, refusal } from '../../testing/stand-in.ts';
import { paneStore } from '../panes.ts';
import { beginStroke, dropStroke, endStroke, extendStroke } from './draw-stroke.ts';
import { chosenOperation, redoStroke, saveMended, toggleMending, undoStroke } from './mending.ts';

beforeEach(async () => {
  resetAllStores();
  await openScene();
  showRuns('photo', ['metric']);
});

const shown = () => paneStore.getState()[0].depth?.map.values ?? new Float32Array();
const holes = () => shown().filter(Number.isNaN).length;

function paint(): void {
  beginStroke([15, 15]);
  extendStroke([45, 15]);
  endStroke();
}

test('a stroke changes what the pane shows, is taken back to the bit, and done again to the bit', () => {
  const before = shown();
  toggleMending();
  useMend.setState({ radius: 6, softness: 0 });
  paint();
  const once = shown();
  expect(holes()).toBe(4);
  undoStroke();
  expect(shown()).toEqual(before);
  redoStroke();
  expect(shown()).toEqual(once);
  // Another stroke, and what was taken back before it cannot be done again.
  undoStroke();
  useMend.setState({ action: 'push', farther: 1 });
  paint();
  redoStroke();
  expect(useMend.getState().session?.strokes).toHaveLength(1);
  expect(Math.max(...shown())).toBeCloseTo(5, 5);
  // The map of the run itself was never touched.
  expect([...before].every((value) => value === 2 || value === 4)).toBe(true);
});

test('a stroke whose patch was let go is taken back by replaying those before it', () => {
  toggleMending();
  useMend.setState({ radius: 6, softness: 0 });
  paint();
  const once = shown();
  useMend.setState({ action: 'push', farther: 1 });
  paint();
  const { session } = useMend.getState();
  if (!session) throw new Error('expected to be mending');
  useMend.setState({ session: { ...session, patches: [null, null] } });
  undoStroke();
  expect(shown()).toEqual(once);
});

test('a stroke that is dropped, and a lasso of two points, are none', () => {
  toggleMending();
  beginStroke([15, 15]);
  dropStroke();
  endStroke();
  useMend.setState({ tool: 'lasso' });
  paint();
  expect(useMend.getState().session?.strokes).toEqual([]);
});

test('a push of a relative map is a share of its span', () => {
  showRuns('photo', ['relative']);
  toggleMending();
  useMend.setState({ action: 'push' });
  expect(chosenOperation()).toEqual({ do: 'push', farther: 0.05 });
});

test('what is saved is the recipe, and the new run stands where the old one was', async () => {
  const made = { ...METRIC_RUN, id: 'made' };
  const sent: unknown[] = [];
  answerWith((_path, init) => {
    sent.push(inputOf(init));
    return made;
  });
  toggleMending();
  paint();
  await saveMended();
  expect(sent).toEqual([{ runId: 'metric', recipe: { version: 1, strokes: [expect.anything()] } }]);
  expect(useMend.getState().session).toBeNull();
  takeSnapshot(snapshotOf({ runs: [METRIC_RUN, made] }));
  expect(stageStore.getState().panes.map(({ id }) => id)).toEqual(['made']);
  vi.unstubAllGlobals();
});

test('a map that could not be saved is saved whole by trying again: its run takes the place, and the strokes are done with', async () => {
  let isFull = true;
  const made = { ...METRIC_RUN, id: 'made' };
  answerWith(() => (isFull ? refusal('no-space', 'The disk is full.', 507) : made));
  toggleMending();
  paint();
  await saveMended();
  expect(useMend.getState().session?.strokes).toHaveLength(1);
  isFull = false;
  useNotices.getState().notices.at(-1)?.action?.run();
  await expect.poll(() => useMend.getState().session === null).toBe(true);
  takeSnapshot(snapshotOf({ runs: [METRIC_RUN, made] }));
  expect(stageStore.getState().panes.map(({ id }) => id)).toEqual(['made']);
  expect(useDrafts.getState().drafts).toEqual({});
  vi.unstubAllGlobals();
});

test('leaving asks for strokes that are not saved, and without a map there is nothing to begin', () => {
  toggleMending();
  toggleMending();
  expect(useMend.getState().session).toBeNull();
  toggleMending();
  paint();
  toggleMending();
  expect(useQuestion.getState().question?.sentence).toContain('One stroke is not saved');
  useQuestion.getState().question?.run();
  expect(useMend.getState().session).toBeNull();
  takeSnapshot(snapshotOf({ runs: [] }));
  toggleMending();
  expect(useNotices.getState().notices.at(-1)?.sentence).toContain('no depth map to mend yet');
});

test('mending that was begun on another map without a stroke does not stand in the way, and strokes are asked about', () => {
  toggleMending();
  showRuns('photo', ['relative']);
  toggleMending();
  expect(useMend.getState().session?.runId).toBe('relative');
  paint();
  showRuns('photo', ['metric']);
  toggleMending();
  expect(useQuestion.getState().question).not.toBeNull();
  expect(useMend.getState().session?.runId).toBe('relative');
});

test('strokes that are not saved outlive the page and another project, and end where they are saved or discarded', async () => {
  const drafts = () => useDrafts.getState().drafts;
  toggleMending();
  useMend.setState({ radius: 6, softness: 0 });
  paint();
  paint();
  undoStroke();
  const mended = shown();
  takeSnapshot(snapshotOf({ project: { folder: '/other', name: 'other' } }));
  expect(useMend.getState().session).toBeNull();
  // As the view of a project is read again: what is not a recipe is passed over.
  const kept = JSON.parse(JSON.stringify({ ...drafts(), relative: { strokes: 'rubbish' } }));
  resetAllStores();
  await openScene();
  showRuns('photo', ['metric']);
  useDrafts.setState({ drafts: kept });
  toggleMending();
  expect(useMend.getState().session?.strokes).toHaveLength(1);
  expect(shown()).toEqual(mended);
  undoStroke();
  expect(holes()).toBe(0);
  expect(Object.keys(drafts())).toEqual(['relative']);
  redoStroke();
  expect(Object.keys(drafts())).toEqual(['relative', 'metric']);
  toggleMending();
  useQuestion.getState().question?.run();
  expect(Object.keys(drafts())).toEqual(['relative']);
  showRuns('photo', ['relative']);
  toggleMending();
  expect(useMend.getState().session?.strokes).toEqual([]);

  showRuns('photo', ['metric']);
  toggleMending();
  paint();
  answerWith(() => ({ ...METRIC_RUN, id: 'made' }));
  await saveMended();
  expect(Object.keys(drafts())).toEqual(['relative']);
  vi.unstubAllGlobals();
});
