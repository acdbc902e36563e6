import { expect, test } from 'vitest';
import { calibrate, type Known, type Spot } from './calibrate.ts';

/** A room: depth along the ray (x, y), a floor 1.6 m below the camera in the lower half. */
const depthAt = (x: number, y: number) => (y > 0.05 ? 1.6 / y : 6 - 2 * x);
const maps = {
  metric: (z: number) => z / 1.3,
  'affine-depth': (z: number) => (z - 0.7) / 9,
  'affine-disparity': (z: number) => (1 / z - 0.04) / 1.7,
} as const;
type Kind = keyof typeof maps;
const truth: Record<Kind, [number, number]> = {
  metric: [1.3, 0],
  'affine-depth': [9, 0.7],
  'affine-disparity': [1.7, 0.04],
};
const spot = (kind: Kind, x: number, y: number): Spot => ({
  rayX: x,
  rayY: y,
  value: maps[kind](depthAt(x, y)),
});
const extentOf = (kind: Kind) => {
  const ends = [maps[kind](1.5), maps[kind](32)];
  return { minimum: Math.min(...ends), maximum: Math.max(...ends) };
};
const point = (x: number, y: number) => [x * depthAt(x, y), y * depthAt(x, y), depthAt(x, y)];
const between = (kind: Kind, a: [number, number], b: [number, number]): Known => {
  const [p, q] = [point(...a), point(...b)];
  return {
    what: 'distance',
    from: spot(kind, ...a),
    to: spot(kind, ...b),
    metres: Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]),
  };
};
const depth = (kind: Kind, x: number, y: number): Known => ({
  what: 'depth',
  at: spot(kind, x, y),
  metres: depthAt(x, y),
});
const floor = (kind: Kind): Known => ({
  what: 'height',
  over: Array.from({ length: 60 }, (_, i) => spot(kind, ((i % 10) - 5) / 10, 0.1 + Math.floor(i / 10) / 12)),
  metres: 1.6,
});

const cases: [string, Kind, (kind: Kind) => Known[]][] = [
  ['two depths', 'affine-depth', (k) => [depth(k, 0.1, -0.2), depth(k, 0.3, 0.4)]],
  [
    'two distances',
    'affine-depth',
    (k) => [between(k, [0.3, 0.2], [-0.3, 0.4]), between(k, [0.1, -0.1], [0.1, 0.3])],
  ],
  ['the height of the camera', 'affine-depth', (k) => [floor(k)]],
  ['two depths', 'affine-disparity', (k) => [depth(k, 0.1, -0.2), depth(k, 0.3, 0.4)]],
  ['a distance and a height', 'affine-disparity', (k) => [between(k, [0.3, 0.2], [-0.3, 0.4]), floor(k)]],
  ['one distance', 'metric', (k) => [between(k, [0.3, 0.2], [-0.3, 0.4])]],
  ['the height of the camera', 'metric', (k) => [floor(k)]],
];

test.each(cases)('%s make a map of the kind %s metric', (_, kind, known) => {
  const { scale, shift, found, notes } = calibrate(kind, extentOf(kind), known(kind));
  expect([scale, shift]).toEqual(truth[kind].map((value) => expect.closeTo(value, 5)));
  expect(found).toEqual(known(kind).map(({ metres }) => expect.closeTo(metres, 5)));
  expect(notes).toEqual([]);
});

test('lengths that contradict each other leave residuals on both sides', () => {
  const known = [
    depth('metric', 0.1, -0.2),
    { ...depth('metric', 0.1, -0.2), metres: depthAt(0.1, -0.2) * 1.2 } as Known,
  ];
  const { found } = calibrate('metric', extentOf('metric'), known);
  expect(found[0]).toBeGreaterThan(known[0].metres);
  expect(found[1]).toBeLessThan(known[1].metres);
});

test('one length of relative disparity takes value 0 as infinitely far, and says so', () => {
  const known = [depth('affine-disparity', 0.3, 0.4)];
  const { scale, shift, found, notes } = calibrate('affine-disparity', extentOf('affine-disparity'), known);
  expect({ shift, found }).toEqual({ shift: 0, found: [expect.closeTo(4, 12)] });
  expect(scale).toBeCloseTo(0.25 / maps['affine-disparity'](4), 12);
  expect(notes).toEqual([expect.stringContaining('infinitely far')]);
});

test('one length is too little for relative depth', () => {
  expect(() => calibrate('affine-depth', extentOf('affine-depth'), [depth('affine-depth', 0, 0.4)])).toThrow(
    /Expected two known lengths/,
  );
});
