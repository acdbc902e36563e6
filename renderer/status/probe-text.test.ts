import { expect, test } from 'vitest';
import { probeText } from './probe-text.ts';

const at = { x: 12.5, y: 7.99 };

test('pixel, depth and position', () => {
  expect(
    probeText(at, {
      depth: '2.00\u00a0m',
      painted: '+0.12\u00a0m',
      position: ['0.1', '-0.2', '2.0'],
      isMetric: true,
      areAssumed: true,
    }),
  ).toEqual({
    pixel: 'pixel 12, 7',
    depth: 'depth 2.00\u00a0m',
    painted: 'shown +0.12\u00a0m',
    position: 'x 0.1 y -0.2 z 2.0\u00a0m',
    origin: null,
  });
});

test('metres that hang on stated planes say so, but only where there are any', () => {
  const relative = { depth: '0.5', painted: null, isMetric: false, areAssumed: false } as const;
  expect(probeText(at, { ...relative, position: ['1', '2', '3'] }).origin).toBe(' between stated planes');
  expect(probeText(at, { ...relative, areAssumed: true, position: ['1', '2', '3'] }).origin).toBe(
    ' between assumed planes',
  );
  expect(probeText(at, { ...relative, position: null })).toMatchObject({ position: null, origin: null });
});
