import { expect, test } from 'vitest';

/** JavaScript, since it is read before anything that strips types. */
const {
  leanly,
}: {
  leanly(specifier: string, parent?: string): { url: string; format: string } | null;
} = await import(new URL('./lean-loader.mjs', import.meta.url).href);

const here = new URL('./client.ts', import.meta.url).href;
const zod = 'file:///somewhere/node_modules/zod/v4/classic/external.js';

test('our own files are found where they are named, and nothing else is', () => {
  const found = leanly('../disk/background.ts', here);
  expect(found).toMatchObject({ format: 'module-typescript', shortCircuit: true });
  expect(found?.url).toBe(new URL('../disk/background.ts', here).href);
  expect(leanly('node:fs', here)).toBeNull();
  expect(leanly('sharp', here)).toBeNull();
  expect(leanly('../catalogue.json', here)).toBeNull();
  expect(leanly('./background.ts', undefined)).toBeNull();
  expect(
    leanly('./lib/index.js', new URL('../../node_modules/sharp/index.js', import.meta.url).href),
  ).toBeNull();
});

test('zod is read without its other languages', () => {
  expect(leanly('../core/index.js', zod)?.url).toBe('file:///somewhere/node_modules/zod/v4/core/index.js');
  expect(leanly('../locales/index.js', zod)?.url).toBe('data:text/javascript,');
  expect(leanly('../locales/en.js', zod)?.url).toBe('file:///somewhere/node_modules/zod/v4/locales/en.js');
});
