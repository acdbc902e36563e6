import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';
import { DepthroomError } from '../../contract/errors.ts';
import { makeFolders } from '../../core/disk/make-folder.ts';
import { compressPage } from './compress-page.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What `dist` is made of: the page, Electron's main and worker files, Electron's preload file. */
const PARTS: InlineConfig[] = [
  { configFile: join(ROOT, 'vite.config.ts') },
  { configFile: join(ROOT, 'vite.electron.config.ts') },
  { configFile: join(ROOT, 'vite.electron.config.ts'), mode: 'preload' },
];

/** Vite is for developers: everything but a build works where npm left it out. */
async function loadVite(): Promise<typeof import('vite')> {
  return import('vite').catch((thrown) => {
    throw new DepthroomError(
      'not-found',
      'Building the app needs the packages for developers, which are not installed: run `npm ci` without --omit=dev.',
      { cause: thrown },
    );
  });
}

/** Is there while `dist` is built, and after a build that was broken off: what else is there may be half of something. */
const UNFINISHED = 'building';

/** Whether a build of a repository was broken off, or is under way. */
export function isHalfBuilt(root: string): boolean {
  return existsSync(join(root, 'dist', UNFINISHED));
}

/** Builds all of `dist`. Throws `not-found` where Vite is not installed. */
export async function buildApp(): Promise<void> {
  const { build } = await loadVite();
  const unfinished = join(ROOT, 'dist', UNFINISHED);
  await makeFolders(join(ROOT, 'dist'));
  await writeFile(unfinished, '');
  for (const part of PARTS) await build({ ...part, logLevel: 'warn' });
  await compressPage(join(ROOT, 'dist', 'renderer'));
  await rm(unfinished, { force: true });
}

/** Builds the page, and again whenever one of its files changes; until the process ends. */
export async function watchPage(): Promise<void> {
  const { build } = await loadVite();
  await build({ ...PARTS[0], build: { watch: {} } });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildApp();
