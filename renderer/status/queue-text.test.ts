import { expect, test } from 'vitest';
import { queueText, restText, workText } from './queue-text.ts';

const running = [{ id: 'a', packTitle: 'ZoeDepth (starter weights)' }];
const progress = { a: { id: 'a', stage: 'network', fraction: 0.5, secondsLeft: 12 } };
const nothing = { running: [], waiting: 0, waitingSeconds: 0, exporting: [] };

test('an empty queue has nothing to say', () => {
  expect(queueText(nothing, {})).toBeNull();
});

test('the run that works is named, with its time left', () => {
  expect(queueText({ ...nothing, running }, progress)).toEqual({
    fraction: 0.5,
    sentence: 'ZoeDepth · 12\u00a0s left',
    cancelLabel: 'Cancel',
  });
});

test('those that wait are counted', () => {
  expect(queueText({ ...nothing, running, waiting: 2, waitingSeconds: null }, progress)).toMatchObject({
    sentence: 'ZoeDepth, 2 waiting · working out the time left',
    cancelLabel: 'Cancel all',
  });
  expect(queueText({ ...nothing, waiting: 1, waitingSeconds: null }, {})).toMatchObject({
    fraction: 0,
    sentence: 'Starting · working out the time left',
  });
});

test('what is announced changes with the state of the work alone', () => {
  expect(workText(nothing)).toBe('Ready');
  expect(workText({ ...nothing, waiting: 1 })).toBe('Starting, 1 waiting');
  expect(workText({ ...nothing, running, waiting: 1 })).toBe('ZoeDepth is at work, 1 waiting');
});

test('a project that is being read through is said, with how far it is, where nothing else works', () => {
  const checking = { ...nothing, isChecking: true };
  const far = { 'project-check': { id: 'project-check', stage: 's', fraction: 0.456, secondsLeft: null } };
  expect([restText(checking, {}), restText(checking, far), restText(nothing, far)]).toEqual([
    'Checking the project (0\u00a0%)',
    'Checking the project (45\u00a0%)',
    'Ready',
  ]);
  expect([workText(checking), workText({ ...checking, running })]).toEqual([
    'Checking the project',
    'ZoeDepth is at work',
  ]);
});

test('a paused queue is said, whatever waits', () => {
  const paused = { ...nothing, isPaused: true };
  expect(restText(paused, {})).toBe('Paused: what you start waits');
  expect(queueText({ ...paused, running, waiting: 2 }, progress)?.sentence).toBe(
    'Paused after ZoeDepth, 2 waiting',
  );
  expect([workText(paused), workText({ ...paused, waiting: 3 })]).toEqual([
    'Paused, 0 waiting',
    'Paused, 3 waiting',
  ]);
});
