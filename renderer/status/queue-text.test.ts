import { expect, test } from 'vitest';
import { sampleRun } from '../server/stand-in.ts';
import { queueText, workText } from './queue-text.ts';

const running = sampleRun({ id: 'a', state: 'running' });
const progress = { a: { id: 'a', stage: 'network', fraction: 0.5, secondsLeft: 12 } };

test('an empty queue has nothing to say', () => {
  expect(queueText([sampleRun({ state: 'done' }), sampleRun({ state: 'failed' })], {})).toBeNull();
});

test('the run that works is named, with its time left', () => {
  expect(queueText([running, sampleRun({ state: 'done' })], progress)).toEqual({
    fraction: 0.5,
    sentence: 'ZoeDepth · 12 s left',
    cancelLabel: 'Cancel',
    cancelIds: ['a'],
  });
});

test('those that wait are counted, and cancelled first', () => {
  const runs = [running, sampleRun({ id: 'b', packId: 'other' }), sampleRun({ id: 'c', packId: 'other' })];
  expect(queueText(runs, progress)).toMatchObject({
    sentence: 'ZoeDepth, 2 waiting · working out the time left',
    cancelLabel: 'Cancel all',
    cancelIds: ['c', 'b', 'a'],
  });
  expect(queueText([sampleRun()], {})).toMatchObject({
    fraction: 0,
    sentence: 'Starting · working out the time left',
  });
});

test('what is announced changes with the state of the work alone', () => {
  expect(workText([])).toBe('Ready');
  expect(workText([sampleRun()])).toBe('Starting, 1 waiting');
  expect(workText([running, sampleRun({ id: 'b' }), sampleRun({ id: 'c', state: 'done' })])).toBe(
    'ZoeDepth is at work, 1 waiting',
  );
});
