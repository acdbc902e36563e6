import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../open-engine.ts';
import { findBreaches } from './find-breaches.ts';
import { findLostPaths } from './find-lost-paths.ts';
import { findTexts } from './find-texts.ts';
import { findUndocumented } from './find-undocumented.ts';
import { readFiles } from './read-files.ts';

const HOUSE = {
  rows: [['low'], ['left', 'right'], ['high/inner'], ['high']],
  only: { right: ['right'] },
};
const NONE = { upward: [], mutual: [], cycles: [], size: [] };

async function written(files: Record<string, string>): Promise<string> {
  const root = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

async function breachesOf(files: Record<string, string>) {
  const all = { 'low/a.ts': 'export const a = 1;\nexport type A = 1;\n', ...files };
  const root = await written(all);
  return findBreaches(
    readFiles(root, [...new Set(Object.keys(all).map((path) => path.split('/')[0]))]),
    HOUSE,
  );
}

test('a house whose imports all lead down has no breach', async () => {
  const files = {
    'left/b.ts': "import { a } from '../low/a.ts';\nexport const b = a;\n",
    'high/c.ts': "import { b } from '../left/b.ts';\nexport { a } from '../low/a.ts';\nexport const c = b;\n",
    // A test may look up.
    'low/a.test.ts': "import { c } from '../high/c.ts';\nexport const d = c;\n",
  };
  expect(await breachesOf(files)).toEqual(NONE);
});

test.each([
  ['a value', "import { b } from '../left/b.ts';\nexport const z = b;\n"],
  ['a type', "import type { B } from '../left/b.ts';\nexport type Z = B;\n"],
  ['a type in place', "export type Z = import('../left/b.ts').B;\n"],
  ['an export that passes on', "export type { B } from '../left/b.ts';\n"],
  ['an import at work', "export const z = () => import('../left/b.ts');\n"],
  ['the address of a file', "export const z = new URL('../left/b.ts', import.meta.url);\n"],
])('%s from a room above is a breach', async (_what, text) => {
  const files = { 'left/b.ts': 'export const b = 1;\nexport type B = 1;\n', 'low/z.ts': text };
  const { upward } = await breachesOf(files);
  expect(upward).toEqual(['low/z.ts imports left/b.ts: left stands above or beside low']);
});

test('neighbours, and doors that lead to some rooms only, are walls too', async () => {
  const files = {
    'left/b.ts': "import type { C } from '../right/c.ts';\nexport type B = C;\n",
    'right/c.ts': "import { a } from '../low/a.ts';\nexport type C = typeof a;\n",
  };
  expect((await breachesOf(files)).upward).toEqual([
    'left/b.ts imports right/c.ts: right stands above or beside left',
    'right/c.ts imports low/a.ts: right imports right only',
  ]);
});

test('folders that import each other, and circles of files, are found through types as well', async () => {
  const files = {
    'high/inner/one.ts': "import type { Two } from '../two.ts';\nexport type One = Two | 1;\n",
    'high/two.ts': "import type { Three } from './three.ts';\nexport type Two = Three;\n",
    'high/three.ts': "import type { One } from './inner/one.ts';\nexport type Three = One;\n",
  };
  const { mutual, cycles } = await breachesOf(files);
  expect(mutual).toEqual(['high and high/inner import each other']);
  expect(cycles).toHaveLength(1);
  expect(cycles[0]).toMatch(/inner\/one.*two.*three.*circle/);
});

test('a file that is too long and a folder that is too full are found', async () => {
  const many = Object.fromEntries(Array.from({ length: 26 }, (_, k) => [`left/f${k}.ts`, 'export {};\n']));
  const { size } = await breachesOf({ ...many, 'low/long.ts': 'export {};\n'.repeat(301) });
  expect(size).toEqual([
    'low/long.ts has 301 lines, more than 300',
    'left has 26 source files, more than 25',
  ]);
});

/** A file that is looked at, beside one that throws, from which it imports. */
async function undocumentedIn(text: string): Promise<string[]> {
  const other = `
    export function fail() { throw new DepthroomError('bad-input', ''); }
    export function failure() { return new DepthroomError('not-found', ''); }
    export const circle = (n: number): number => (n > 0 ? back(n) : fail());
    function back(n: number) { return circle(n - 1); }
    export type Failing = typeof fail;
  `;
  const root = await written({ 'low/other.ts': other, 'low/looked-at.ts': text });
  return findUndocumented(root, ['low/looked-at.ts']).map((breach) => breach.split(': ')[1]);
}
const unsaid = (code: string) => [`the docstring of f does not say that it throws \`${code}\``];

test('a function that says what it does and what it throws is documented', async () => {
  const text = `
    /** Does it. Throws \`bad-input\` where it cannot, \`cancelled\` once
     *  the signal (of example.ts) says stop. */
    export function f() { throw new DepthroomError('bad-input', ''); }
    /** Throws nothing. */
    export const g = async () => 1;
    function own() { throw new DepthroomError('internal', ''); }
    export const number = 1;
  `;
  expect(await undocumentedIn(text)).toEqual([]);
});

test.each([
  ['no comment', 'export function f() {}'],
  ['a comment that is no docstring', '// Does it.\nexport const f = () => 1;'],
  ['the docstring of something else', '/** One. */\nconst one = 1;\nexport async function f() {}'],
])('%s is no docstring', async (_what, text) => {
  expect(await undocumentedIn(text)).toEqual(['f has no docstring']);
});

test('what is thrown is the last sentence', async () => {
  const text = '/** Throws `bad-input` where it cannot. Does it. */\nexport const f = () => 1;';
  expect(await undocumentedIn(text)).toEqual(['what f throws is not the end of its docstring']);
});

test.each([
  ['itself', 'bad-pack', "throw new DepthroomError('bad-pack', '');"],
  ['in a function inside', 'bad-pack', "return () => { throw new DepthroomError('bad-pack', ''); };"],
  ['through a function of its file', 'internal', 'own();'],
  ['through a table of its file', 'bad-input', "return TABLE['a']();"],
  ['through a function of another file', 'bad-input', 'fail();'],
  ['through functions that call each other', 'bad-input', 'circle(2);'],
  ['what a function of another file makes', 'not-found', 'throw failure();'],
  ['from a try that throws on', 'bad-input', 'try { fail(); } catch (thrown) { throw thrown; }'],
  ['from a try without a catch', 'bad-input', 'try { fail(); } finally { Date.now(); }'],
])('a code is found that is thrown %s', async (_how, code, body) => {
  const text = `
    import { circle, fail, failure } from './other.ts';
    const TABLE = { a: fail };
    function own() { throw new DepthroomError('internal', ''); }
    /** Does it. */
    export function f() { ${body} }
  `;
  expect(await undocumentedIn(text)).toEqual(unsaid(code));
});

test.each([
  ['a failure that is made, for others to throw', "return new DepthroomError('internal', '');"],
  ['a try whose catch throws nothing', 'try { fail(); } catch { return 1; }'],
  ['a property of the same name', 'return ({ fail: 1 }).fail;'],
  ['a type', 'return null as unknown as Failing;'],
])('%s is no code that leaves', async (_what, body) => {
  const text = `
    import { fail, type Failing } from './other.ts';
    /** Does it. */
    export function f() { ${body} }
  `;
  expect(await undocumentedIn(text)).toEqual([]);
});

test('a text in a part of the page is found between tags, in attributes, in tables and in sentences that are put together', async () => {
  const root = await written({
    'page/Part.tsx': [
      "import { text } from './text.ts';",
      'export const TITLES = { photo: { label: "Photo" } };',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a program
      'export const said = (n: number, key: string) => key === "Enter" ? text("page.done") : `${n} photos were added`;',
      'export const Part = ({ n }: { n: number }) => (',
      '  <button className="red and round" aria-label={n > 1 ? "Several" : "One"} title={text("page.title")}>',
      '    Add them',
      '  </button>',
      ');',
    ].join('\n'),
  });
  const found = findTexts(root, 'page/Part.tsx').map((line) =>
    /:(\d+): the text "(.*)" is/.exec(line)?.slice(1),
  );
  expect(found).toEqual([
    ['2', 'Photo'],
    ['3', '… photos were added'],
    ['5', 'Several'],
    ['5', 'One'],
    ['5', 'Add them'],
  ]);
});

test('a path in a comment or a document leads to a file, or is one that leads nowhere', async () => {
  const text = [
    '/* low/a.ts, ../low/b.tsx, c.ts, inner/c.ts and a.ts, as *.test.ts, {a,b}.ts, <name>/z.ts, lib.d.ts */',
    "export const z = 'low/gone.ts';",
    '// low/gone.ts, then ./a.ts',
    '/** As twice.ts,',
    ' *  (core/low/a.ts): one. */',
  ].join('\n');
  const known = ['low/a.ts', 'low/b.tsx', 'low/inner/c.ts', 'low/twice.ts', 'low/inner/twice.ts'];
  const files = Object.fromEntries(known.map((path) => [path, '']));
  const root = await written({ ...files, 'high/z.ts': text, 'README.md': '`a.ts`\n\n`high/a.ts`' });
  expect(findLostPaths(root, 'high/z.ts', known)).toEqual([
    'high/z.ts:3: low/gone.ts is no file',
    'high/z.ts:3: ./a.ts is no file',
    'high/z.ts:4: twice.ts is one of 2 files',
    'high/z.ts:5: core/low/a.ts is no file',
  ]);
  expect(findLostPaths(root, 'README.md', known)).toEqual(['README.md:3: high/a.ts is no file']);
});
