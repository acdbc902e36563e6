import { expect, test } from 'vitest';
import { sampleExport, sampleRun } from '../server/stand-in.ts';
import { switchText } from './switch-text.ts';

const project = { folder: '/a', name: 'a' };

test('what is at work and what waits is said, what is over is not', () => {
  expect(switchText({ project, runs: [sampleRun({ state: 'done' })], exports: [sampleExport()] })).toBeNull();
  expect(switchText({ project, runs: [sampleRun({ state: 'running' })], exports: [] })).toBe(
    'In a 1 run waits, and goes on when it is opened again.',
  );
  expect(
    switchText({ project, runs: [sampleRun(), sampleRun()], exports: [sampleExport({ state: 'running' })] }),
  ).toBe('In a 2 runs wait, and go on when it is opened again; 1 export is stopped.');
});
