import { expect, test } from 'vitest';
import { useBatch } from './batch.ts';
import { batchPercent, batchText } from './batch-text.ts';
import type { Job } from './request/write-export.ts';

const job = { photo: { name: 'a.jpg' }, run: { packTitle: 'ZoeDepth' } } as Job;
const batch = { ...useBatch.getInitialState(), total: 3 };

test('while it runs it names the file that is written and the time left', () => {
  expect(batchText({ ...batch, state: 'running', done: 1, job }, 12)).toEqual({
    title: 'Writing 2 of 3',
    facts: 'a.jpg, ZoeDepth · 12\u00a0s left',
  });
  expect(batchText({ ...batch, state: 'running', done: 3, isStopped: true, job }, null).title).toBe(
    'Writing 3 of 3, stopped',
  );
});

test('afterwards it says how many were written, and how many were not', () => {
  const made = [{ id: 'a', fileName: 'a.glb' }];
  expect(batchText({ ...batch, state: 'over', made }, null)).toEqual({
    title: '1 of 3 written',
    facts: 'They stand in the list below.',
  });
  const failures = [{ name: 'b', sentence: 'No.' }];
  expect(batchText({ ...batch, state: 'over', made, failures }, null).facts).toBe('1 could not be written:');
});

test('the bar counts the part of the file that is being written', () => {
  expect(batchPercent({ done: 1, total: 4 }, 0.5)).toBe(37.5);
  expect(batchPercent({ done: 0, total: 0 }, 0)).toBe(0);
});
