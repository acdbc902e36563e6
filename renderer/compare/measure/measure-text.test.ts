import { beforeEach, expect, test } from 'vitest';
import { alignmentSchema } from '../../../contract/alignment.ts';
import { chooseAlignment, pin } from '../../state/comparing.ts';
import { resetAllStores } from '../../state/create-store.ts';
import { look } from '../../state/look.ts';
import { truthPane } from '../../state/panes.ts';
import { takeSnapshot } from '../../state/project.ts';
import { showRuns } from '../../state/selection.ts';
import {
  comparisonWithTruth,
  METRIC_RUN,
  RELATIVE_RUN,
  snapshotOf,
  subject,
} from '../../testing/sample-project.ts';
import { openScene } from '../../testing/scene.ts';
import { paneStore } from '../../view/panes.ts';
import { positionAt } from '../../view/point-at.ts';
import { valueTextIn } from '../../view/value-text.ts';
import { planarityText, statisticText } from './box-text.ts';
import { distanceIn } from './distance.ts';
import type { Profiles } from './profile.ts';
import { pathOf, placeAcross, scalesOf } from './profile-scales.ts';

beforeEach(async () => {
  resetAllStores();
  await openScene();
  look({ mode: 'depth' });
});

test('a distance is that of the two points in space, and only maps in metres have one', () => {
  showRuns('photo', ['metric', 'relative']);
  const [metric, relative] = paneStore.getState();
  // 20 pixels at 2\u00a0m with a focal length of 100 pixels are 0.4\u00a0m.
  expect(distanceIn(metric, { from: { x: 10, y: 30 }, to: { x: 30, y: 30 } })).toEqual({
    distance: '0.400\u00a0m',
    depthAtStart: '2.00\u00a0m',
    depthAtEnd: '2.00\u00a0m',
  });
  expect(distanceIn(metric, { from: { x: 40, y: 30 }, to: { x: 39, y: 30 } })?.depthAtStart).toBe(
    '4.00\u00a0m',
  );
  expect(distanceIn(metric, { from: { x: 10, y: 30 }, to: { x: 99, y: 30 } })).toEqual({
    distance: '–',
    depthAtStart: '2.00\u00a0m',
    depthAtEnd: '–',
  });
  expect(distanceIn(relative, { from: { x: 10, y: 30 }, to: { x: 30, y: 30 } })).toBeNull();
});

const FIT = { scale: 1, shift: 0, residual: 0, validPixels: 48, fittedPixels: 48, notes: [] };

test('an aligned map is measured in its own metres, whatever scale its colours share', () => {
  const ownDepth = (position: readonly number[] | null) => position?.[2];
  const at = { x: 10, y: 30 };
  showRuns('photo', ['metric', 'relative']);
  const before = paneStore.getState().map((pane) => ownDepth(positionAt(pane, at)));
  const comparison = comparisonWithTruth({
    alignment: alignmentSchema.parse({ metres: 'fitted' }),
    subjects: [
      subject(METRIC_RUN, { fit: { ...FIT, space: 'depth', scale: 0.8, shift: 0.1 } }),
      subject(RELATIVE_RUN, { fit: { ...FIT, space: 'disparity' } }),
    ],
  });
  takeSnapshot(snapshotOf({ comparisons: [comparison] }));
  chooseAlignment('photo', { metres: 'fitted' });
  pin('photo', truthPane('truth'));
  const panes = paneStore.getState();
  expect(panes.map(({ depth }) => [depth?.isAligned, depth?.shownKind])).toEqual([
    [true, 'metric'],
    [true, 'metric'],
  ]);
  expect(panes.map((pane) => ownDepth(positionAt(pane, at)))).toEqual(before);
  expect(panes[1].depth?.scale).toMatchObject({
    kind: RELATIVE_RUN.result?.kind,
    nearInMetres: 1,
    farInMetres: 10,
  });
  expect(distanceIn(panes[0], { from: at, to: { x: 30, y: 30 } })?.distance).toBe('0.400\u00a0m');
  expect(valueTextIn(panes[0], at)).toEqual({ own: '2.00\u00a0m', text: '1.70\u00a0m aligned' });
});

test('statistics of a box are in the unit of the map', () => {
  expect([
    statisticText(1.23456, 'metres'),
    statisticText(1.23456, 'relative'),
    statisticText(null, 'metres'),
  ]).toEqual(['1.235\u00a0m', '1.2346', '–']);
  expect(planarityText({ planarityInMetres: 0.01234, planarityShare: 0.5 })).toBe('0.0123\u00a0m');
  expect(planarityText({ planarityInMetres: null, planarityShare: 0.01234 })).toBe('1.23\u00a0%');
  expect(planarityText({ planarityInMetres: null, planarityShare: null })).toBe('–');
});

const profiles: Profiles = {
  places: Array.from({ length: 5 }, (_, i) => ({ x: i, y: 0, pixels: i })),
  alike: [{ title: 'a', column: 'a', kind: 'metric', values: [1, 2, Number.NaN, 4, 5] }],
  others: [],
  kind: 'metric',
};

test('a plot leaves a margin for its numbers, small values are below, and its lines stand at round values', () => {
  const scales = scalesOf(profiles, 456, 226);
  expect(scales).toMatchObject({ left: 48, right: 448, top: 8, bottom: 208, ticks: [1, 2, 3, 4, 5] });
  expect([scales.xOf(0), scales.xOf(4), scales.yOf(1), scales.yOf(5)]).toEqual([48, 448, 208, 8]);
});

test('the place under the pointer is the nearest one on the plot', () => {
  const scales = scalesOf(profiles, 456, 226);
  expect([0, 48, 99, 99, 200, 9999].map((x) => placeAcross(scales, x, 5))).toEqual([0, 0, 1, 1, 2, 4]);
});

test('a path breaks where there is no value', () => {
  const scales = scalesOf(profiles, 456, 226);
  expect(pathOf(profiles.alike[0].values, scales)).toBe('M48.0 208.0L148.0 158.0M348.0 58.0L448.0 8.0');
});

test('a plot without a size does not divide by it', () => {
  const scales = scalesOf({ ...profiles, alike: [] }, 0, 0);
  expect([scales.xOf(4), scales.yOf(0), scales.yOf(1)].every(Number.isFinite)).toBe(true);
});
