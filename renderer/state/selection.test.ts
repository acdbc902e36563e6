import { beforeEach, expect, test } from 'vitest';
import { METRIC_RUN, RELATIVE_RUN, snapshotOf } from '../testing/sample-project.ts';
import { sampleRun } from '../testing/stand-in.ts';
import { resetAllStores } from './create-store.ts';
import { useNotices } from './notices.ts';
import { differencePane, MOST_PANES, truthPane } from './panes.ts';
import { useProbe } from './probe.ts';
import { takeSnapshot } from './project.ts';
import {
  addPanes,
  bringPane,
  meantPhotoIds,
  movePane,
  onStage,
  photoIdsToRun,
  photoStore,
  replacePane,
  showBeside,
  showPhoto,
  showRuns,
  stageStore,
  togglePane,
  useSelection,
} from './selection.ts';

beforeEach(() => {
  resetAllStores();
  takeSnapshot(snapshotOf());
});
const paneIds = () => onStage().panes.map(({ id }) => id);

test('without a choice the first photo is on the stage, with its newest finished run', () => {
  const { photo, allRuns, activeRun, truths } = onStage();
  expect([photo?.id, activeRun?.id, paneIds()]).toEqual(['photo', 'metric', ['metric']]);
  expect(allRuns.map(({ id }) => id)).toEqual(['metric', 'relative']);
  expect(truths.map(({ id }) => id)).toEqual(['truth']);
});

test('a project without photos has an empty stage', () => {
  takeSnapshot(snapshotOf({ photos: [] }));
  expect(onStage()).toMatchObject({ photo: null, allRuns: [], panes: [], activePane: null, activeRun: null });
});

test('panes come and go; the last one stays', () => {
  togglePane('photo', 'relative');
  expect(paneIds()).toEqual(['metric', 'relative']);
  togglePane('photo', 'metric');
  expect(paneIds()).toEqual(['relative']);
  togglePane('photo', 'relative');
  expect(paneIds()).toEqual(['relative']);
});

test('runs that are started together stand in their order, also where the newest of them is shown already', () => {
  addPanes('photo', ['relative', 'metric']);
  expect(paneIds()).toEqual(['relative', 'metric']);
});

test('where there is no place left all panes stay, and what is left out is said', () => {
  const runs = Array.from({ length: 10 }, (_, i) =>
    sampleRun({ id: `r${i}`, photoId: 'photo', state: 'done' }),
  );
  takeSnapshot(snapshotOf({ runs }));
  showRuns(
    'photo',
    runs.slice(0, MOST_PANES).map(({ id }) => id),
  );
  addPanes('photo', ['r8', 'r9']);
  expect(paneIds()).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7']);
  expect(useNotices.getState().notices.map(({ sentence }) => sentence)).toEqual([
    'All 8 panes are taken: 2 more are in the list of runs. Take a pane off the stage to make room.',
  ]);
});

test('a pane that is in no list is not said to be in the list of runs', () => {
  const runs = Array.from({ length: MOST_PANES }, (_, i) =>
    sampleRun({ id: `r${i}`, photoId: 'photo', state: 'done' }),
  );
  takeSnapshot(snapshotOf({ runs }));
  showRuns(
    'photo',
    runs.map(({ id }) => id),
  );
  showBeside('photo', differencePane('r0'));
  expect(useNotices.getState().notices.map(({ sentence }) => sentence)).toEqual([
    'All 8 panes are taken: take one off the stage to make room, and ask for this one again.',
  ]);
});

test('a run that is made again fills the pane of the one that failed', () => {
  showRuns('photo', ['relative', 'metric', truthPane('truth')]);
  useSelection.setState({ activePane: 2 });
  takeSnapshot(
    snapshotOf({ runs: [RELATIVE_RUN, METRIC_RUN, sampleRun({ id: 'again', photoId: 'photo' })] }),
  );
  replacePane('photo', 'metric', 'again');
  expect([paneIds(), useSelection.getState().activePane]).toEqual([
    ['relative', 'again', truthPane('truth')],
    2,
  ]);
});

test('a run that is asked for comes to the front where it is shown, takes the place of a single one, or joins several', () => {
  bringPane('photo', 'relative');
  expect(paneIds()).toEqual(['relative']);
  showRuns('photo', ['relative', truthPane('truth')]);
  bringPane('photo', 'metric');
  expect([paneIds(), onStage().activePane?.id]).toEqual([
    ['relative', truthPane('truth'), 'metric'],
    'metric',
  ]);
  bringPane('photo', 'relative');
  expect([paneIds().length, onStage().activePane?.id]).toEqual([3, 'relative']);
});

test('what a person has just asked for joins the others, is the active pane and is scrolled to', () => {
  const runs = [METRIC_RUN, RELATIVE_RUN, sampleRun({ id: 'made', photoId: 'photo', state: 'done' })];
  takeSnapshot(snapshotOf({ runs }));
  showRuns('photo', ['metric', 'relative']);
  showBeside('photo', 'made');
  expect([paneIds(), onStage().activePane?.id]).toEqual([['metric', 'relative', 'made'], 'made']);
  expect(useSelection.getState().revealed).toEqual({ id: 'made' });
  // Of another photo: nothing of it is seen.
  showBeside('elsewhere', 'other');
  expect(onStage().activePane?.id).toBe('made');
  expect(useSelection.getState().revealed).toEqual({ id: 'made' });
});

test('a moved pane stays the active one', () => {
  showRuns('photo', ['metric', 'relative']);
  movePane('photo', 0, 1);
  expect([paneIds(), useSelection.getState().activePane, onStage().activeRun?.id]).toEqual([
    ['relative', 'metric'],
    1,
    'metric',
  ]);
});

test('the active pane is the last one where there are fewer', () => {
  useSelection.setState({ activePane: 5 });
  expect(onStage().activePane?.id).toBe('metric');
});

test('commands mean the marked photos that are still there, else the one on the stage', () => {
  expect(meantPhotoIds()).toEqual(['photo']);
  useSelection.setState({ marked: ['other'] });
  expect(meantPhotoIds()).toEqual(['other']);
  useSelection.setState({ marked: [] });
  showPhoto('photo');
  expect(meantPhotoIds()).toEqual(['photo']);
});

test('models run on the photo that is shown, unless several are marked', () => {
  const other = { ...snapshotOf().photos[0], id: 'other' };
  takeSnapshot(snapshotOf({ photos: [...snapshotOf().photos, other] }));
  useSelection.setState({ photoId: 'photo', marked: ['other'] });
  expect(photoIdsToRun()).toEqual(['photo']);
  useSelection.setState({ marked: ['photo', 'other'] });
  expect(photoIdsToRun()).toEqual(['photo', 'other']);
});

/** Counts how often a list is gone through. */
function counted<T>(list: T[]): { list: T[]; filtered(): number } {
  let filtered = 0;
  const filter: typeof list.filter = (...given: unknown[]) => {
    filtered++;
    return Reflect.apply(Array.prototype.filter, list, given);
  };
  return { list: Object.defineProperty(list, 'filter', { value: filter }), filtered: () => filtered };
}

test('however often the pointer moves, runs are not filtered and sorted again; once for each change of them', () => {
  const runs = counted([RELATIVE_RUN, METRIC_RUN]);
  takeSnapshot(snapshotOf({ runs: runs.list }));
  const before = [photoStore.getState(), stageStore.getState()];
  expect(runs.filtered()).toBe(1);
  for (let x = 0; x < 100; x++) {
    useProbe.setState({ at: { x, y: 1 } });
    expect(onStage()).toBe(before[1]);
  }
  useSelection.setState({ activePane: 1 });
  expect([photoStore.getState() === before[0], stageStore.getState() === before[1]]).toEqual([true, false]);
  expect(runs.filtered()).toBe(1);
  const more = counted([RELATIVE_RUN, METRIC_RUN, sampleRun({ id: 'new', photoId: 'photo' })]);
  takeSnapshot(snapshotOf({ runs: more.list }));
  for (let i = 0; i < 10; i++) onStage();
  expect([more.filtered(), onStage().allRuns.length]).toEqual([1, 3]);
});

test('what is made of a photo that is not on the stage changes the panes of that photo alone', () => {
  const of = (photoId: string, id: string) =>
    sampleRun({ id, photoId, state: 'done', queuedAt: `2026-01-0${id.at(-1)}T00:00:00.000Z` });
  const [first] = snapshotOf().photos;
  takeSnapshot(
    snapshotOf({
      photos: [first, { ...first, id: 'other' }],
      runs: [of('photo', 'a1'), of('photo', 'a2'), of('photo', 'a3'), of('other', 'b1')],
    }),
  );
  showRuns('photo', ['a1', 'a2']);
  showPhoto('other');
  replacePane('photo', 'a2', 'a3');
  expect(useSelection.getState().panes).toEqual({ photo: ['a1', 'a3'] });
  addPanes('photo', ['a2']);
  togglePane('photo', 'a1');
  expect(useSelection.getState().panes).toEqual({ photo: ['a3', 'a2'] });
  expect(paneIds()).toEqual(['b1']);
});
