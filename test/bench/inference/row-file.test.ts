import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../open-engine.ts';
import { openRowFile } from './row-file.ts';

const row = {
  title: 'UNet',
  height: 48,
  width: 64,
  tool: 'ours, cpu',
  dtype: 'fp32',
  opening: 1,
  first: 2,
  milliseconds: [3],
  processor: [4],
  peak: 5,
  above: 6,
};

test('a row that was finished before the command was stopped is found by the next', async () => {
  const path = join(await temporaryFolder(), 'cache', 'rows.jsonl');
  await (await openRowFile(path, 'machine 1')).add(row);
  // Stopped in the middle of a line.
  await appendFile(path, '{"conditions":"machine 1","ro');

  const next = await openRowFile(path, 'machine 1');
  expect(next.find(row)).toEqual(row);
  expect(next.find({ ...row, width: 96 })).toBeUndefined();
  const other = { ...row, tool: 'torch eager, cpu' };
  await next.add(other);
  expect((await openRowFile(path, 'machine 1')).find(other)).toEqual(other);
  expect((await openRowFile(path, 'machine 2')).find(row)).toBeUndefined();
  expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(4);
});
