import { expect, test } from 'vitest';
import { DepthroomError } from '../../contract/errors.ts';
import { createBackground, reportOnce, within } from './background.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('what fails is reported and goes on, and is never thrown', async () => {
  const told: string[] = [];
  const background = createBackground((name, thrown) => told.push(`${name}: ${(thrown as Error).message}`));
  let count = 0;
  background.every(5, 'count', () => {
    count++;
    throw new Error(`at ${count}`);
  });
  await background.run('promise', () => Promise.reject(new Error('rejected')));
  await background.run('stopped', () => Promise.reject(new DepthroomError('cancelled', 'on purpose')));
  await expect.poll(() => count).toBeGreaterThan(2);
  await background.stop();
  expect(told.slice(0, 3)).toEqual(['promise: rejected', 'count: at 1', 'count: at 2']);
});

test('a report that fails harms nobody', async () => {
  const background = createBackground(() => {
    throw new Error('the terminal is gone');
  });
  await background.run('fail', () => Promise.reject(new Error('no')));
  await background.stop();
});

test('repeated work never overlaps itself', async () => {
  const background = createBackground();
  let atOnce = 0;
  let most = 0;
  let count = 0;
  background.every(1, 'slow work', async () => {
    most = Math.max(most, ++atOnce);
    await wait(10);
    atOnce--;
    count++;
  });
  await expect.poll(() => count).toBeGreaterThan(3);
  await background.stop();
  expect(most).toBe(1);
});

test('stop ends the timers, waits for what is at work, and not for ever', async () => {
  const background = createBackground();
  let late = 0;
  background.after(20, 'late', () => {
    late++;
  });
  let isDone = false;
  background.run('work', async () => {
    await wait(30);
    isDone = true;
  });
  await background.stop();
  expect(isDone).toBe(true);
  background.every(1, 'too late', () => {
    late++;
  });
  await background.run('too late', () => {
    late++;
  });
  await wait(40);
  expect(late).toBe(0);

  const other = createBackground();
  other.run('never ends', () => new Promise(() => {}));
  await other.stop(30);
});

test('a wait has an end, and a hurry', async () => {
  const never = new Promise(() => {});
  expect(await within(10, never)).toBe(false);
  expect(await within(10_000, Promise.resolve())).toBe(true);
  expect(await within(10_000, never, AbortSignal.timeout(10))).toBe(false);
  await expect(within(10_000, Promise.reject(new Error('failed')))).rejects.toThrow('failed');
});

test('the same failure is told once a minute', () => {
  const lines: string[] = [];
  let now = 0;
  const report = reportOnce(
    (line) => lines.push(line),
    () => now,
  );
  const full = new DepthroomError('no-space', 'the disk is full.');
  report('beat', full);
  report('beat', full);
  report('sweep', full);
  now = 61_000;
  report('beat', full);
  expect(lines).toEqual([
    'depthroom: could not beat: the disk is full.',
    'depthroom: could not sweep: the disk is full.',
    'depthroom: could not beat: the disk is full.',
  ]);
});
