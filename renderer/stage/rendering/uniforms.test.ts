import { beforeEach, expect, test } from 'vitest';
import { compareLook } from '../../state/compare-look.ts';
import { pin } from '../../state/comparing.ts';
import { resetAllStores } from '../../state/create-store.ts';
import { look } from '../../state/look.ts';
import { differencePane, truthPane } from '../../state/panes.ts';
import { takeSnapshot } from '../../state/project.ts';
import { chooseRange } from '../../state/ranges.ts';
import { showRuns } from '../../state/selection.ts';
import { comparisonWithTruth, snapshotOf } from '../../testing/sample-project.ts';
import { openScene } from '../../testing/scene.ts';
import { currentFrame } from '../../view/frame.ts';
import { metresRangeKey } from '../../view/pane-depth.ts';
import { setDepth } from './depth-uniforms.ts';
import { setSplit, setTint } from './flat-uniforms.ts';
import { flatMaterials, geometryMaterials } from './materials.ts';
import { createTextureCache } from './texture-cache.ts';

beforeEach(async () => {
  resetAllStores();
  await openScene();
  look({ mode: 'depth' });
});

const textures = createTextureCache();
const compare = (...ids: string[]) => {
  takeSnapshot(snapshotOf({ comparisons: [comparisonWithTruth()] }));
  pin('photo', truthPane('truth'));
  showRuns('photo', ids);
};
const values = (uniforms: Record<string, { value: unknown }>, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, uniforms[name].value]));

test('a shader is told of a map how its values become colours', () => {
  chooseRange(metresRangeKey('photo'), { near: 1, far: 9 });
  look({ scale: 'inverse', gamma: 2 });
  const frame = currentFrame();
  const { uniforms } = flatMaterials();
  setDepth(uniforms, frame, frame.panes[0].depth, textures);
  expect(values(uniforms, 'planeSize', 'shownBy', 'scale')).toEqual({
    planeSize: [8, 6],
    shownBy: [0, 1, 0, 0],
    scale: [1, 9, 2, 1],
  });
  setDepth(uniforms, frame, null, textures);
  expect(values(uniforms, 'planeSize', 'scale')).toEqual({ planeSize: [1, 1], scale: [1, 0, 1, 0] });
});

test('a difference is told both maps, how they are aligned, and where its scale ends', () => {
  compare(differencePane('relative'));
  compareLook({ measure: 'ratio', limits: { ratio: 4 } });
  const frame = currentFrame();
  const { uniforms } = flatMaterials();
  expect(setTint(uniforms, frame, frame.panes[0], textures)).toBe(3);
  expect(values(uniforms, 'limit', 'alignedBy', 'referenceSize', 'lens', 'kinds', 'statedPlanes')).toEqual({
    limit: 2,
    alignedBy: [0, 1, 0, 1],
    referenceSize: [8, 6],
    lens: [100, 100, 40, 30],
    kinds: [2, 0],
    statedPlanes: [1, 10],
  });
  look({ mode: 'photo' });
  expect(setTint(uniforms, currentFrame(), frame.panes[0], textures)).toBe(0);
});

test('ranks have tables with the ends of their levels', () => {
  compare('metric');
  compareLook({ tint: 'rank' });
  const frame = currentFrame();
  const { uniforms } = flatMaterials();
  expect(setTint(uniforms, frame, frame.panes[0], textures)).toBe(7);
  expect(uniforms.rankEnds.value).toEqual([2, 4, 2.5, 4]);
});

test('contour lines have round steps, about twelve from near to far', () => {
  chooseRange(metresRangeKey('photo'), { near: 0, far: 24 });
  compareLook({ hasContours: true });
  const frame = currentFrame();
  const { uniforms } = flatMaterials();
  setTint(uniforms, frame, frame.panes[0], textures);
  expect(uniforms.contourStep.value).toBe(2);
});

test('a wipe is told in device pixels of the pane', () => {
  compare('metric');
  compareLook({ split: 'vertical', splitAt: 0.25 });
  const { uniforms } = flatMaterials();
  const split = (lensAt: { x: number; y: number } | null = null) => {
    const frame = currentFrame();
    return setSplit(uniforms, frame, frame.panes[0], 2, lensAt);
  };
  expect(split()).toBe(true);
  expect(values(uniforms, 'split', 'referenceShows', 'splitAt')).toEqual({
    split: 1,
    referenceShows: 2,
    splitAt: [412, 312, 180],
  });
  compareLook({ split: 'lens' });
  expect([split(), uniforms.split.value]).toEqual([false, 0]);
  expect(split({ x: 40, y: 30 })).toBe(true);
  expect(values(uniforms, 'split', 'splitAt')).toEqual({ split: 3, splitAt: [824, 624, 180] });
  pin('photo', 'photo');
  split({ x: 40, y: 30 });
  expect(uniforms.referenceShows.value).toBe(1);
  // Without a reference a wipe is against the photo; with one, too, where that is asked for.
  pin('photo', null);
  expect([split({ x: 40, y: 30 }), uniforms.referenceShows.value]).toEqual([true, 1]);
  pin('photo', truthPane('truth'));
  compareLook({ split: 'vertical', wipesPhoto: true });
  expect([split(), uniforms.referenceShows.value]).toEqual([true, 1]);
});

test('each variant of the flat shader is compiled once, and all share the uniforms', () => {
  const flat = flatMaterials();
  const plain = flat.of({ tint: 1, isSplit: false, hasContours: false });
  expect(flat.of({ tint: 1, isSplit: false, hasContours: false })).toBe(plain);
  const split = flat.of({ tint: 1, isSplit: true, hasContours: false });
  expect(split).not.toBe(plain);
  expect(split.defines).toMatchObject({ TINT: 1, IS_SPLIT: 1, HAS_CONTOURS: 0 });
  expect(split.uniforms).toBe(plain.uniforms);
  flat.dispose();
});

test('every uniform that a shader declares is there', () => {
  const declared = (source: string) => [...source.matchAll(/^uniform \w+ (\w+);/gm)].map(([, name]) => name);
  const ofThree = ['modelViewMatrix', 'projectionMatrix'];
  const flat = flatMaterials();
  const { fragmentShader } = flat.of({ tint: 7, isSplit: true, hasContours: true });
  expect(declared(fragmentShader).filter((name) => !(name in flat.uniforms))).toEqual([]);
  const { points, surface, uniforms } = geometryMaterials();
  for (const { vertexShader, fragmentShader: fragment } of [points, surface])
    expect(
      declared(vertexShader + fragment).filter((name) => !(name in uniforms) && !ofThree.includes(name)),
    ).toEqual([]);
});
