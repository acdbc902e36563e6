import { beforeEach, expect, test } from 'vitest';
import type { PhotoItem, Snapshot } from '../../contract/calls/snapshot.ts';
import { COLOUR_MAPS } from '../../contract/maths/colour-maps.ts';
import { useBlink, useCompareLook } from '../state/compare-look.ts';
import { useComparing } from '../state/comparing.ts';
import { resetAllStores } from '../state/create-store.ts';
import { useDialog } from '../state/dialogs.ts';
import { useLook } from '../state/look.ts';
import { useMeasure } from '../state/measure.ts';
import { useProbe } from '../state/probe.ts';
import { useProject } from '../state/project.ts';
import { chooseRange, useRanges } from '../state/ranges.ts';
import { usePhotoList } from '../state/rows/photo-list.ts';
import { useSelection } from '../state/selection.ts';
import { METRIC_RUN } from '../testing/sample-project.ts';
import { openScene } from '../testing/scene.ts';
import { samplePhoto, sampleRun } from '../testing/stand-in.ts';
import { activePaneOf, currentFrame } from '../view/frame.ts';
import { metresRangeKey } from '../view/pane-depth.ts';
import { COMMANDS as commands } from './commands.ts';

beforeEach(() => {
  resetAllStores();
  useProject.setState({
    snapshot: {
      photos: ['p', 'q'].map((id) => samplePhoto({ id })),
      runs: ['a', 'b'].map((id) => sampleRun({ id, state: 'done' })),
      truths: [],
    } as unknown as Snapshot,
  });
  const items = ['p', 'q'].map((id) => ({ id }) as PhotoItem);
  usePhotoList.setState({ total: 2, pages: { 0: items } });
  useSelection.setState({ photoId: 'p', panes: { p: ['a', 'b'] } });
});

/** What a state is after each of so many presses. */
const after = <T>(count: number, run: () => void, read: () => T): T[] =>
  Array.from({ length: count }, () => {
    run();
    return read();
  });

test('a map is mended by keys at once: the crosshair is there with the first of them', async () => {
  await openScene({ runs: [METRIC_RUN] });
  useLook.setState({ mode: 'depth' });
  expect(useProbe.getState().at).toBeNull();
  commands.toggleMending();
  expect(useProbe.getState()).toMatchObject({ isByKeyboard: true });
  expect(useProbe.getState().at).not.toBeNull();
});

test('colour maps turn both ways, past the ends', () => {
  const map = () => useLook.getState().colourMap;
  const start = COLOUR_MAPS.indexOf(map());
  const count = COLOUR_MAPS.length;
  const there = Array.from({ length: count }, (_, index) => COLOUR_MAPS[(start + 1 + index) % count]);
  expect(after(count, commands.nextColourMap, map)).toEqual(there);
  const back = [...there.slice(0, -1).toReversed(), COLOUR_MAPS[start]];
  expect(after(count, commands.previousColourMap, map)).toEqual(back);
});

test('layouts and wipes go round', () => {
  expect(after(3, commands.nextLayout, () => useCompareLook.getState().layout)).toEqual([
    'row',
    'focus',
    'grid',
  ]);
  expect(after(4, commands.nextSplit, () => useCompareLook.getState().split)).toEqual([
    'vertical',
    'horizontal',
    'lens',
    'none',
  ]);
});

test('the active pane is pinned, and a second press takes the pin out', () => {
  const pinned = () => useComparing.getState().pinned;
  commands.nextPane();
  expect(after(2, commands.pinActivePane, pinned)).toEqual([{ p: 'b' }, {}]);
  commands.pinActivePane();
  commands.nextPane();
  commands.pinActivePane();
  expect(pinned()).toEqual({ p: 'a' });
});

test('a difference is no reference', () => {
  useSelection.setState({ panes: { p: ['difference:a'] } });
  commands.pinActivePane();
  expect(useComparing.getState().pinned).toEqual({});
});

test('photos go on and stop at the ends', () => {
  const photo = () => useSelection.getState().photoId;
  expect([...after(2, commands.nextPhoto, photo), ...after(2, commands.previousPhoto, photo)]).toEqual([
    'q',
    'q',
    'p',
    'p',
  ]);
});

test('the range of the active pane becomes automatic; without one nothing changes', async () => {
  const key = metresRangeKey('photo');
  chooseRange(key, { near: 1, far: 2 });
  useLook.setState({ gamma: 2 });
  commands.automaticRange();
  expect([Object.keys(useRanges.getState().chosen), useLook.getState().gamma]).toEqual([[key], 2]);
  await openScene({ runs: [{ ...METRIC_RUN, id: 'a' }] });
  expect(activePaneOf(currentFrame())?.depth?.rangeKey).toBe(key);
  commands.automaticRange();
  expect([useRanges.getState().chosen, useLook.getState().gamma]).toEqual([{}, 1]);
});

test('holding, clearing and opening', () => {
  commands.startBlink();
  expect(useBlink.getState().isOn).toBe(true);
  commands.stopBlink();
  expect(useBlink.getState().isOn).toBe(false);
  useProbe.setState({ at: { x: 1, y: 1 } });
  useMeasure.setState({ tool: 'line' });
  commands.clearPointer();
  expect([useProbe.getState().at, useMeasure.getState().tool]).toEqual([null, 'none']);
  commands.openNumbers();
  expect(useDialog.getState().open).toBe('numbers');
});

test('closer undoes farther', async () => {
  await openScene();
  const scale = () => currentFrame().flat?.scale ?? 0;
  const before = scale();
  commands.zoomIn();
  expect(scale()).toBeGreaterThan(before);
  commands.zoomOut();
  expect(scale() / before).toBeCloseTo(1);
});
