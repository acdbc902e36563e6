import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { makeFileBombs } from '../fixtures/file-bombs.ts';
import { temporaryFolder } from '../open-engine.ts';
import type { BombReading } from './read-bombs.ts';

/** None takes a quarter of a second here; what they ask for is minutes. */
const MOST_MILLISECONDS = 5_000;
/** The process itself, with sharp and three, takes about 130. */
const MOST_MEGABYTES = 350;

test('small files that ask for much memory or time are refused with one sentence, at once', {
  timeout: 60_000,
}, async () => {
  const folder = await temporaryFolder();
  const bombs = makeFileBombs();
  for (const [name, bytes] of Object.entries(bombs)) await writeFile(join(folder, name), bytes);
  const script = join(import.meta.dirname, 'read-bombs.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, folder], { timeout: 50_000 });
  const readings = stdout
    .trimEnd()
    .split('\n')
    .map((line): BombReading => JSON.parse(line));
  expect(readings.map(({ name }) => name)).toEqual(Object.keys(bombs).sort());
  for (const { name, code, message, milliseconds, megabytes } of readings) {
    expect({ name, code }).toEqual({ name, code: 'bad-input' });
    expect(message).toMatch(/^[^\n]+\.$/);
    expect(milliseconds, name).toBeLessThan(MOST_MILLISECONDS);
    expect(megabytes, name).toBeLessThan(MOST_MEGABYTES);
  }
});
