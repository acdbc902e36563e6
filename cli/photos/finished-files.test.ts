import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { GENERATOR } from '../../contract/version.ts';
import { hashFile } from '../../core/disk/hash-file.ts';
import { npyHeader } from '../../core/formats/write-npy.ts';
import { withText } from '../../core/formats/write-png.ts';
import type { PlannedRun } from '../../core/runs/plan-runs.ts';
import { SAMPLE, temporaryFolder } from '../../test/open-engine.ts';
import { findEstimate } from './finished-files.ts';

test('files of an estimate that were cut off are ours to write again; those whose record names no photo are unknown', async () => {
  const base = join(await temporaryFolder(), 'a.p');
  const { signal } = new AbortController();
  const size = { width: 5, height: 3 };
  const photo = { ...size, sha256: await hashFile(SAMPLE, signal) };
  const facts = { state: 'done', packHash: 'h', options: {}, size, photo, uncertaintyUnit: null };
  const npy = Buffer.concat([npyHeader('<f4', [3, 5]), Buffer.alloc(60)]);
  const picture = await sharp({ create: { ...size, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const png = Buffer.concat(withText(picture, { Software: GENERATOR }));
  const planned = { packHash: 'h', options: {} } as PlannedRun;
  const found = () => findEstimate(base, { photoPath: SAMPLE, planned, size: 'photo' }, signal);
  const restore = async () => {
    await writeFile(`${base}.npy`, npy);
    await writeFile(`${base}.png`, png);
  };
  await writeFile(`${base}.json`, JSON.stringify(facts));
  await restore();
  expect((await found()).state).toBe('complete');
  for (const [ending, bytes] of [
    ['npy', npy.length - 1],
    ['npy', 0],
    ['png', png.length - 1],
    ['png', 0],
  ] as const) {
    await restore();
    await truncate(`${base}.${ending}`, bytes);
    expect(await found()).toEqual({ state: 'ours', facts: null });
  }
  // What a person put there is theirs.
  await restore();
  for (const theirs of [
    Buffer.from('my numbers'),
    Buffer.concat([npyHeader('<f4', [1, 1]), Buffer.alloc(4)]),
  ]) {
    await writeFile(`${base}.npy`, theirs);
    expect(await found()).toEqual({ state: 'unknown', facts: null });
  }
  await restore();
  for (const other of [undefined, null, 'a.jpg', {}]) {
    await writeFile(`${base}.json`, JSON.stringify({ ...facts, photo: other }));
    expect(await found()).toEqual({ state: 'unknown', facts: null });
  }
});
