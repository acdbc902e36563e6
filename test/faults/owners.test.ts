import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Files that are looked past, each with its reason. */
const OWNERS: Readonly<Record<string, string>> = {
  'core/disk/background.ts': 'the owner itself',
  'core/host/read-body.ts': 'a limit that ends with what is read',
  'cli/app/incoming-body.ts': 'a limit that ends with what is read',
  'cli/app/open-in-browser.ts': 'awaited, and ended by the signal',
  'cli/app/loopback.ts': 'an answer that catches everything itself',
  'electron/window.ts': 'what the window loads, whose failures the window tells',
  'electron/troubles.ts': 'what tells failures',
};
/** A timer of its own, a promise that is dropped, a failure that is printed where nobody decides how often. */
const STRAY = [
  /(?<![.\w]|await )set(Timeout|Interval|Immediate)\(/,
  /(?<!=> )\bvoid (?!0\b)[a-z(]/i,
  /\.catch\(\(?\w*\)? => console\./,
];

test('every timer and every promise that nobody awaits has an owner', async () => {
  const stray: string[] = [];
  for (const folder of ['core', 'cli', 'electron']) {
    for (const name of await readdir(join(ROOT, folder), { recursive: true })) {
      const path = join(folder, name).replaceAll('\\', '/');
      if (!path.endsWith('.ts') || path.endsWith('.test.ts') || Object.hasOwn(OWNERS, path)) continue;
      const lines = (await readFile(join(ROOT, path), 'utf8')).split('\n');
      for (const [k, line] of lines.entries())
        if (!/^\s*(\*|\/\/|\/\*)/.test(line) && STRAY.some((sign) => sign.test(line)))
          stray.push(`${path}:${k + 1}: ${line.trim()}`);
    }
  }
  expect(stray).toEqual([]);
});

test("no folder is made by Node's recursive mkdir, which never ends in some places", async () => {
  const stray: string[] = [];
  for (const folder of ['core', 'cli', 'electron', 'models']) {
    for (const name of await readdir(join(ROOT, folder), { recursive: true })) {
      if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
      const text = await readFile(join(ROOT, folder, name), 'utf8');
      if (/\bmkdir(Sync)?\((?:[^()]|\([^()]*\))*recursive: true/.test(text)) stray.push(join(folder, name));
    }
  }
  expect(stray).toEqual([]);
});
