import { expect, test } from 'vitest';
import { DepthroomError } from '../../contract/errors.ts';
import { uniqueStems } from '../photos/output-paths.ts';
import { planNames } from '../photos/plan-names.ts';
import { workAhead } from './ahead.ts';
import { choosePart } from './choose-part.ts';
import { globFilter } from './globs.ts';
import { nameTemplate } from './name-template.ts';
import { readBounded } from './read-list.ts';
import { BatchEnded } from './tally.ts';
import { workBatch } from './work-batch.ts';

test('patterns without a slash are held against names, those with one against paths', () => {
  const meant = (globs: Parameters<typeof globFilter>[0]) =>
    ['x.jpg', 'a/x.jpg', 'a/b/y.png', 'a/_old/z.jpg'].filter(globFilter(globs));
  expect(meant({})).toHaveLength(4);
  expect(meant({ include: ['*.jpg'] })).toEqual(['x.jpg', 'a/x.jpg', 'a/_old/z.jpg']);
  expect(meant({ include: ['a/**'], exclude: ['**/_old/**'] })).toEqual(['a/x.jpg', 'a/b/y.png']);
  expect(meant({ include: ['./a/*.jpg', 'y.*'] })).toEqual(['a/x.jpg', 'a/b/y.png']);
  expect(() => globFilter({ include: [''] })).toThrow(/an empty one/);
});

test('ranges and shards take every place once', () => {
  expect(choosePart(5, {})).toEqual([0, 1, 2, 3, 4]);
  expect(choosePart(5, { range: '2-3,5' })).toEqual([1, 2, 4]);
  expect(choosePart(5, { range: '4-99' })).toEqual([3, 4]);
  const parts = [1, 2, 3].map((part) => choosePart(8, { range: '2-8', shard: `${part}/3` }));
  expect(parts.flat().sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  const said: string[] = [];
  expect(choosePart(2, { shard: '5/8' }, (line) => said.push(line))).toEqual([]);
  expect(said).toEqual(['Part 5 of 8 of 2 photos is empty: nothing was done.']);
  for (const range of ['0-2', '3-2', 'a', '', '1-', '-1', '6', '1;2'])
    expect(() => choosePart(5, { range })).toThrow(/Expected [^\n]+\.$/);
  for (const shard of ['0/2', '3/2', '1', '/', '1/0'])
    expect(() => choosePart(5, { shard })).toThrow(/Expected --shard/);
});

const PARTS = { stem: 'a/../b', pack: 'p', system: 's', seed: '7', index: '000001' };

test('names of a template stay below their folder, whatever the photo is called', () => {
  const named = (template: string, stem = PARTS.stem) => nameTemplate(template)({ ...PARTS, stem });
  expect(named('{stem}.{pack}')).toBe('a_.._b.p');
  expect(named('{pack}/{index}-{stem}', 'x')).toBe('p/000001-x');
  expect(named('{stem}', '..')).toBe('__');
  expect(named('{stem}', 'nul')).toBe('_nul');
  expect(named('{stem}', 'a. ')).toBe('a__');
  for (const bad of [
    '../{stem}',
    '/{stem}',
    '{stem}/',
    'a//{stem}',
    '{stem}/..',
    '{photo}',
    '{pack}',
    '{stem',
    '',
  ])
    expect(() => nameTemplate(bad)).toThrow(/^Expected --name as [^\n]+\.$/);
  for (const bad of ['c:{stem}', 'a\\{stem}', '{stem}\n'])
    expect(() => nameTemplate(bad)).toThrow(/characters/);
});

test('a name that is too long loses neither its pack nor what tells it from another', () => {
  const files = (base: string) => [`${base}.npy`];
  const packs = () => ['p', 'q'].map((packId) => ({ packId: packId.repeat(60), system: 's', options: {} }));
  const photos = ['1', '2'].map((end) => ({ path: `${'写'.repeat(60)}${end}.jpg`, folder: '' }));
  for (const template of [undefined, `${'a'.repeat(300)}{stem}{pack}`, '{pack}{stem}{stem}{index}']) {
    const names = planNames(photos, { out: 'out', template, packs, filesOf: files }).flat();
    expect(new Set(names).size).toBe(4);
    for (const name of names) expect(Buffer.byteLength(name)).toBeLessThan(230);
  }
  // One photo with two runs behind one with one: seen as well.
  const two = (place: number) => packs().slice(1 - place);
  expect(() => planNames(photos, { out: 'out', template: '{stem}', packs: two, filesOf: files })).toThrow(
    /tell the packs apart/,
  );
  expect(() => uniqueStems(['a', 'b'], () => ['same'])).toThrow(/tell the photos apart/);
});

test('a list that is no text, or has no end, is refused before it is held', async () => {
  async function* endless() {
    for (;;) yield Buffer.alloc(1 << 26, 97);
  }
  await expect(readBounded(endless(), 'it')).rejects.toMatchObject({ code: 'too-large' });
  const binary = (async function* () {
    yield Buffer.from([255, 216, 0, 10]);
  })();
  await expect(readBounded(binary, 'it')).rejects.toThrow(/^Expected a text [^\n]+\.$/);
});

test('the next things are prepared while one is finished, in order, and a failure is heard once', async () => {
  const events: string[] = [];
  const finish = async (thing: number, prepared: Promise<number>) => {
    events.push(`finish ${thing}`);
    await prepared.catch((thrown: Error) => events.push(thrown.message));
    // What is prepared meanwhile has its turn.
    await new Promise((resolve) => setImmediate(resolve));
  };
  const prepare = async (thing: number) => {
    events.push(`prepare ${thing}`);
    if (thing === 2) throw new Error('failed 2');
    return thing;
  };
  await workAhead([1, 2, 3, 4], 1, prepare, finish);
  expect(events.filter((event) => event.startsWith('finish'))).toEqual(
    [1, 2, 3, 4].map((k) => `finish ${k}`),
  );
  expect(events.filter((event) => event === 'failed 2')).toHaveLength(1);
  expect(events.indexOf('prepare 2')).toBeLessThan(events.indexOf('finish 2'));
  expect(events.indexOf('prepare 3')).toBeGreaterThan(events.indexOf('finish 1'));
  const stopped = workAhead([1, 2, 3], 2, prepare, async (_, prepared) => void (await prepared));
  await expect(stopped).rejects.toThrow('failed 2');
});

test('a batch says that it was stopped, in its last moment too, and calls off what it had begun where it ends by itself', async () => {
  const full = new DepthroomError('no-space', 'The disk is full.');
  const endOf = async (atLast: (stop: AbortController) => void) => {
    const stop = new AbortController();
    let cancelled = 0;
    const finish = async (thing: number, prepared: Promise<number>) => {
      await prepared;
      if (thing === 3) atLast(stop);
    };
    const work = { prepare: async (thing: number) => thing, finish, cancel: async () => void cancelled++ };
    const message = await workBatch([1, 2, 3], work, stop.signal).then(
      () => 'well',
      (thrown: Error) => thrown.message.split(/[;,]/)[0],
    );
    return [message, cancelled];
  };
  const fail = (left: number) => () => {
    throw new BatchEnded(full, left);
  };
  expect(await endOf(() => {})).toEqual(['well', 0]);
  expect(await endOf((stop) => stop.abort())).toEqual(['Stopped', 0]);
  // The last one has told it itself.
  expect(await endOf(fail(0))).toEqual(['well', 1]);
  expect(await endOf(fail(2))).toEqual(['Stopped there', 1]);
});
