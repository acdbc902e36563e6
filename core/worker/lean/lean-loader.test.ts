import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

/** JavaScript, since it is read before anything that strips types. */
const {
  leanly,
}: {
  leanly(specifier: string, parent?: string): { url: string; format: string } | null;
} = await import(new URL('./lean-loader.mjs', import.meta.url).href);

const here = new URL('../client.ts', import.meta.url).href;
/** A package of sharp's, not of ours. */
const VERSIONS = 'semver';
const zod = 'file:///somewhere/node_modules/zod/v4/classic/external.js';

test('our own files are found where they are named, and nothing else is', () => {
  const found = leanly('../../disk/background.ts', here);
  expect(found).toMatchObject({ format: 'module-typescript', shortCircuit: true });
  expect(found?.url).toBe(new URL('../../disk/background.ts', here).href);
  expect(leanly('node:fs', here)).toBeNull();
  expect(leanly('sharp', here)).toBeNull();
  expect(leanly('../catalogue.json', here)).toBeNull();
  expect(leanly('./background.ts', undefined)).toBeNull();
  expect(
    leanly('./lib/index.js', new URL('../../../node_modules/sharp/index.js', import.meta.url).href),
  ).toBeNull();
});

test('commander and sharp name their own files in full too', () => {
  const at = (path: string) => new URL(`../../../node_modules/${path}`, import.meta.url).href;
  const cases = [
    ['./lib/command.js', 'commander/index.js', 'commander/lib/command.js'],
    ['./argument.js', 'commander/lib/command.js', 'commander/lib/argument.js'],
    ['./input.mjs', 'sharp/dist/index.mjs', 'sharp/dist/input.mjs'],
  ];
  for (const [specifier, parent, path] of cases)
    expect(leanly(specifier, at(parent))).toMatchObject({ url: at(path), format: 'module' });
  // What they require, and what others say, is looked up.
  expect(leanly('./input.cjs', at('sharp/dist/index.cjs'))).toBeNull();
  expect(leanly('../package.json', at('sharp/dist/index.mjs'))).toBeNull();
  expect(leanly('detect-libc', at('sharp/dist/libvips.mjs'))).toBeNull();
});

test('zod is read without its other languages', () => {
  expect(leanly('../core/index.js', zod)?.url).toBe('file:///somewhere/node_modules/zod/v4/core/index.js');
  expect(leanly('../locales/index.js', zod)?.url).toBe('data:text/javascript,');
  expect(leanly('../locales/en.js', zod)?.url).toBe('file:///somewhere/node_modules/zod/v4/locales/en.js');
});

test('sharp reads its own version without a library for versions, and is answered as by it', async () => {
  const sharp = new URL('../../../node_modules/sharp/dist/libvips.mjs', import.meta.url).href;
  const found = leanly(VERSIONS, sharp);
  expect(found?.url).toBe(new URL('./sharp-versions.mjs', import.meta.url).href);
  expect(leanly(VERSIONS, here)).toBeNull();
  const { default: lean } = await import(found?.url ?? '');
  const whole = createRequire(sharp)(VERSIONS);
  for (const version of ['8.18.0', '>=8.17.3', '^8.16.1', '8.17.1-rc.2', 'v8.2', '>=8.1.0'])
    expect(lean.coerce(version).version).toBe(whole.coerce(version).version);
  expect(lean.satisfies('24.1.0', '>=20.9.0')).toBe(true);
  expect(lean.gte('8.1.0', '8.2.0')).toBe(false);
});
