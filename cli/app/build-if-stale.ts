import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { DepthroomError } from '../../contract/errors.ts';
import { buildApp, isHalfBuilt } from './build.ts';

const SOURCES = [
  'contract',
  'models',
  'core',
  'electron',
  'renderer',
  'package.json',
  'vite.config.ts',
  'vite.electron.config.ts',
];

/** Builds the page and Electron's files where they are missing or older than their sources. */
export async function buildIfStale(root: string): Promise<void> {
  const stamp = join(root, 'dist', 'built');
  const builtAt = await stat(stamp).then(
    (facts) => facts.mtimeMs,
    () => 0,
  );
  const startedAt = new Date();
  if (!isHalfBuilt(root) && (await newest(SOURCES.map((name) => join(root, name)))) <= builtAt) return;
  console.error('Building the app (a few seconds, only after a change) ...');
  await buildApp().catch((thrown) => {
    if (thrown instanceof DepthroomError) throw thrown;
    // Of what Vite says, over many lines and in colours, the first that says why.
    const [why] = stripVTControlCharacters((thrown as Error).message)
      .split('\n')
      .filter((line) => /^\[|rror\b(?!:$)/.test(line.trim()));
    throw new DepthroomError(
      'internal',
      `The app could not be built from its sources (${(why ?? 'without a reason').trim()}); get it once more, or look whether its folder can be written to.`,
    );
  });
  await writeFile(stamp, '');
  // As of the start: what changed during the build is newer.
  await utimes(stamp, startedAt, startedAt);
}

/** Builds where there is no page at all, or half of one: an address without one behind it helps nobody. */
export async function buildIfMissing(root: string): Promise<void> {
  const isThere = await stat(join(root, 'dist', 'renderer', 'index.html')).then(
    () => true,
    () => false,
  );
  if (!isThere || isHalfBuilt(root)) await buildIfStale(root);
}

async function newest(paths: readonly string[]): Promise<number> {
  let latest = 0;
  for (const path of paths) {
    const facts = await stat(path).catch(() => null);
    if (!facts) continue;
    const names = facts.isDirectory() ? await readdir(path, { recursive: true }) : [];
    latest = Math.max(latest, facts.mtimeMs);
    for (const name of names) latest = Math.max(latest, (await stat(join(path, name))).mtimeMs);
  }
  return latest;
}
