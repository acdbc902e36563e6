import { beforeEach, expect, test } from 'vitest';
import { choose, chooseKind, forgetOwn, setOwn, usePlan } from './plan.ts';

beforeEach(() => usePlan.setState(usePlan.getInitialState(), true));

test('a preset brings its kind, and what a person set for the last one is gone', () => {
  setOwn('triangles', 1000);
  choose('nuke-z');
  expect(usePlan.getState()).toEqual({ choice: 'nuke-z', kind: 'depth-image', own: {}, isInMetres: null });
});

test('a custom file goes on from the preset and what a person changed', () => {
  choose('print');
  setOwn('triangles', 1000);
  choose('custom');
  expect(usePlan.getState()).toMatchObject({
    choice: 'custom',
    kind: 'mesh',
    own: { format: 'stl', triangles: 1000 },
  });
});

test('the choice that is made already changes nothing', () => {
  setOwn('triangles', 1000);
  choose('blender');
  expect(usePlan.getState().own).toEqual({ triangles: 1000 });
});

test('an option without a value is no option, and all can be forgotten', () => {
  setOwn('triangles', 1000);
  setOwn('texture', 'none');
  setOwn('triangles', undefined);
  expect(usePlan.getState().own).toEqual({ texture: 'none' });
  usePlan.setState({ isInMetres: true });
  forgetOwn();
  expect(usePlan.getState()).toMatchObject({ own: {}, isInMetres: null });
});

test('another kind of file is a custom file', () => {
  chooseKind('point-cloud');
  expect(usePlan.getState()).toMatchObject({ choice: 'custom', kind: 'point-cloud', own: {} });
});
