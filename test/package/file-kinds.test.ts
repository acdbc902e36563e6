import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { PHOTO_ENDINGS } from '../../contract/photo-files.ts';

const read = (name: string) => readFile(new URL(`../../build/${name}`, import.meta.url), 'utf8');

test('every ending that is taken for a photo is offered to the system, on macOS and on Windows', async () => {
  const lists = (await read('electron-builder.yml')).matchAll(/^ +ext: \[([^\]]*)\]$/gm);
  expect([...lists].flatMap(([, list]) => list.split(', ')).sort()).toEqual([...PHOTO_ENDINGS].sort());
  const macros = (await read('installer.nsh')).matchAll(/insertmacro \$\{DO\} "(\w+)"/g);
  expect([...macros].map(([, ending]) => ending).sort()).toEqual([...PHOTO_ENDINGS].sort());
});
