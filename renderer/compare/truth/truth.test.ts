import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useCompareLook } from '../../state/compare-look.ts';
import { useComparing } from '../../state/comparing.ts';
import { resetAllStores } from '../../state/create-store.ts';
import { useAskedTruth, useDialog } from '../../state/dialogs.ts';
import { useImports } from '../../state/import-queue.ts';
import { useLook } from '../../state/look.ts';
import { useNotices } from '../../state/notices.ts';
import { differencePane, MOST_PANES, truthPane } from '../../state/panes.ts';
import { takeSnapshot } from '../../state/project.ts';
import { useQuestion } from '../../state/question.ts';
import { onStage, showRuns } from '../../state/selection.ts';
import { snapshotOf, TRUTH } from '../../testing/sample-project.ts';
import { answerWith, refusal, samplePhoto, sampleRun } from '../../testing/stand-in.ts';
import { showTruth } from './show-truth.ts';
import { takeDropped } from './truth-files.ts';
import { unitText } from './unit-text.ts';

beforeEach(() => {
  resetAllStores();
  takeSnapshot(snapshotOf());
});
afterEach(() => vi.unstubAllGlobals());

const file = (name: string, text = 'bytes') => new File([text], name);

test('measured depth that falls on the picture belongs to it, with its calibration; the rest are photos', async () => {
  const asked = answerWith((path) => (path.startsWith('/truths') ? TRUTH : samplePhoto({ id: 'new' })));
  await takeDropped([file('left.pfm'), file('calib.txt', 'doffs=1'), file('b.jpg')]);
  await expect.poll(() => useImports.getState().total === 0).toBe(true);
  const [truth] = asked.filter((path) => path.startsWith('/truths'));
  expect(Object.fromEntries(new URL(truth, 'http://core').searchParams)).toEqual({
    photo: 'photo',
    name: 'left.pfm',
    calibration: 'doffs=1',
  });
  expect(asked.filter((path) => path.startsWith('/photos'))).toEqual(['/photos?name=b.jpg']);
  expect([useDialog.getState().open, useAskedTruth.getState().truth?.id]).toEqual(['truth', 'truth']);
});

test('a deep grey picture is asked about: it may be measured depth, and a scan', async () => {
  const asked = answerWith((path) => (path.startsWith('/truths') ? TRUTH : samplePhoto({ id: 'new' })));
  // The header of a PNG with 16 bits of grey.
  const header = new Uint8Array(33);
  header.set([16, 0], 24);
  const scan = new File([header], 'scan.png');
  await takeDropped([scan]);
  const { question } = useQuestion.getState();
  expect([question?.title, question?.label, question?.other?.label]).toEqual([
    'Ground truth or photo?',
    'Ground truth',
    'Photo',
  ]);
  expect(asked).toEqual([]);
  question?.other?.run();
  await expect.poll(() => asked.length === 1).toBe(true);
  question?.run();
  await expect.poll(() => asked.length === 2).toBe(true);
  expect(asked.map((path) => path.split('?')[0])).toEqual(['/photos', '/truths']);
  // With a calibration beside it there is nothing to ask.
  useQuestion.setState({ question: null });
  await takeDropped([scan, file('calib.txt', 'doffs=1')]);
  expect(useQuestion.getState().question).toBeNull();
  expect(asked.length).toBe(3);
});

test('a calibration alone is nothing to bring in', async () => {
  const asked = answerWith(() => TRUTH);
  await takeDropped([file('calib.txt')]);
  expect(asked).toEqual([]);
});

test('a file that is refused says why, and nothing is asked', async () => {
  answerWith(() => refusal('bad-input', 'It holds no depth.'));
  await takeDropped([file('a.npy')]);
  expect(useNotices.getState().notices.map(({ sentence }) => sentence)).toEqual(['It holds no depth.']);
  expect(useDialog.getState().open).toBeNull();
});

test('confirmed ground truth is the reference, beside the run and its error', () => {
  showTruth(TRUTH);
  expect(onStage().panes.map(({ id }) => id)).toEqual([
    'metric',
    truthPane('truth'),
    differencePane('metric'),
  ]);
  expect(useComparing.getState().pinned).toEqual({ photo: truthPane('truth') });
  expect([useLook.getState().mode, useCompareLook.getState().measure]).toEqual(['depth', 'difference']);
});

test('a unit is said as a fraction where it is one', () => {
  expect([unitText(1 / 256), unitText(0.001), unitText(1), unitText(0.3)]).toEqual([
    '1 / 256\u00a0m',
    '1 / 1,000\u00a0m',
    '1\u00a0m',
    '0.3\u00a0m',
  ]);
});

test('beside seven runs ground truth takes the last pane, and nothing is said of the error that finds no room', () => {
  const runs = Array.from({ length: MOST_PANES - 1 }, (_, i) =>
    sampleRun({ id: `r${i}`, photoId: 'photo', state: 'done' }),
  );
  takeSnapshot(snapshotOf({ runs }));
  showRuns(
    'photo',
    runs.map(({ id }) => id),
  );
  showTruth(TRUTH);
  expect(onStage().panes.at(-1)?.id).toBe(truthPane(TRUTH.id));
  expect(onStage().panes).toHaveLength(MOST_PANES);
  expect(useNotices.getState().notices).toEqual([]);
});
