import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What `dist` is made of: the page, Electron's main and worker files, Electron's preload file. */
const PARTS: InlineConfig[] = [
  { configFile: join(ROOT, 'vite.config.ts') },
  { configFile: join(ROOT, 'vite.electron.config.ts') },
  { configFile: join(ROOT, 'vite.electron.config.ts'), mode: 'preload' },
];

/** Builds all of `dist`. */
export async function buildApp(): Promise<void> {
  for (const part of PARTS) await build({ ...part, logLevel: 'warn' });
}

/** Builds the page, and again whenever one of its files changes; until the process ends. */
export async function watchPage(): Promise<void> {
  await build({ ...PARTS[0], build: { watch: {} } });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildApp();
