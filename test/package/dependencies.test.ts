import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const ROOT = new URL('../../', import.meta.url);
/** What runs without a build, so from `node_modules`: the command line, and the process that it starts for work. */
const ENTRIES = ['cli/main.ts', 'core/tasks/worker.ts'];
/** Loaded when the app is built, with a sentence where it is not there (cli/app/build.ts). */
const FOR_BUILDS = { package: 'vite', in: 'cli/app/build.ts' };

/** `import ... from 'x'`, `export ... from 'x'`, `import 'x'` and `import('x')`, but not those of types, which are gone at run time. */
const STATIC = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
const DYNAMIC = /\bimport\('([^']+)'\)/g;

/** Packages by the files that import them, from some files on. */
async function packagesFrom(entries: readonly string[]): Promise<Map<string, string>> {
  const packages = new Map<string, string>();
  const seen = new Set<string>();
  const waiting = entries.map((entry) => new URL(entry, ROOT).href);
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (seen.has(file) || !file.endsWith('ts')) continue;
    seen.add(file);
    const text = await readFile(fileURLToPath(file), 'utf8');
    for (const [, name] of [...text.matchAll(STATIC), ...text.matchAll(DYNAMIC)]) {
      if (name.startsWith('.')) waiting.push(new URL(name, file).href);
      else if (!isBuiltin(name))
        packages.set(packageOf(name), file.slice(pathToFileURL(fileURLToPath(ROOT)).href.length));
    }
  }
  expect(seen.size).toBeGreaterThan(100);
  return packages;
}

test('no script of this project waits for one that ignore-scripts (.npmrc) leaves out', async () => {
  expect(await readFile(new URL('.npmrc', ROOT), 'utf8')).toMatch(/^ignore-scripts=true$/m);
  const names = Object.keys(manifest.scripts);
  expect(
    names.filter((name) => names.includes(name.replace(/^(pre|post)/, '')) && /^(pre|post)/.test(name)),
  ).toEqual([]);
  expect(names).not.toContain('prepare');
});

/** `three` of `three/addons/loaders/EXRLoader.js`, `@a/b` of `@a/b/c`. */
const packageOf = (name: string) => name.split('/', name.startsWith('@') ? 2 : 1).join('/');

test('what the command line imports at run time is installed with --omit=dev', async () => {
  const found = await packagesFrom(ENTRIES);
  expect(found.get(FOR_BUILDS.package)).toBe(FOR_BUILDS.in);
  found.delete(FOR_BUILDS.package);
  const missing = [...found].filter(([name]) => !(name in manifest.dependencies));
  expect(missing).toEqual([]);
  expect(Object.keys(manifest.dependencies).sort()).toEqual([...found.keys()].sort());
});
