import { expect, test } from 'vitest';
import { isPan, pinchOf, wheelZoom } from './gestures.ts';

test('two fingers that go apart magnify around their middle and move it', () => {
  const before = [
    { x: 100, y: 100 },
    { x: 200, y: 100 },
  ];
  const after = [before[0], { x: 300, y: 100 }];
  expect(pinchOf(before, after)).toEqual({ dx: 50, dy: 0, middle: { x: 200, y: 100 }, factor: 2 });
});

test('fingers that lie on each other do not magnify without end', () => {
  const point = { x: 5, y: 5 };
  expect(pinchOf([point, point], [point, { x: 9, y: 5 }]).factor).toBe(4);
});

test('the wheel magnifies upwards; lines and pinches count more, and no turn is wild', () => {
  const wheel = (deltaY: number, change = {}) =>
    wheelZoom({ deltaY, deltaMode: 0, ctrlKey: false, ...change });
  expect(wheel(-100)).toBeCloseTo(Math.exp(0.2));
  expect(wheel(-100) * wheel(100)).toBeCloseTo(1);
  expect(wheel(-3, { deltaMode: 1 })).toBeCloseTo(wheel(-48));
  expect(wheel(-10, { ctrlKey: true })).toBeCloseTo(wheel(-40));
  expect([wheel(-9999), wheel(9999)]).toEqual([
    expect.closeTo(Math.exp(0.48)),
    expect.closeTo(Math.exp(-0.48)),
  ]);
});

test('the middle and the right button pan, and every button with the shift key', () => {
  const pans = [1, 2, 4, 3, 0].map((buttons) => isPan({ buttons, shiftKey: false }));
  expect(pans).toEqual([false, true, true, true, false]);
  expect(isPan({ buttons: 1, shiftKey: true })).toBe(true);
});
