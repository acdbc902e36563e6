import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../../contract/library.ts';
import type { PackListing } from '../../contract/pack.ts';
import {
  catalogueFacts,
  catalogueInOrder,
  folderFacts,
  isInstalled,
  packFacts,
  packRemovalQuestion,
  whyNot,
} from './pack-facts.ts';

const pack = {
  id: 'zoe-nk',
  system: 'zoedepth',
  title: 'ZoeDepth NK',
  depthKind: 'metric',
  licence: 'MIT',
  bytes: 1_400_000_000,
  source: null,
} as PackListing;

test('a pack says where it is from where that is known', () => {
  expect(packFacts(pack)).toEqual([
    ['System', 'ZoeDepth'],
    ['Gives', 'metres'],
    ['Licence', 'MIT'],
    ['Size', '1.4\u00a0GB'],
    ['Id', 'zoe-nk'],
  ]);
  expect(packFacts({ ...pack, source: 'a hub' }).at(-1)).toEqual(['From', 'a hub']);
  expect(packRemovalQuestion(pack)).toMatchObject({
    title: 'Remove ZoeDepth NK?',
    sentence: expect.stringMatching(/^Its 1\.4\u00a0GB leave the disk\./),
  });
});

test('published weights say what they allow, and whether their size is a guess', () => {
  const entry = {
    system: 'marigold',
    licence: 'Apache-2.0',
    commercialUse: { allowed: 'conditions', sentence: 'Name the authors.' },
    size: { bytes: 5_000_000_000, isExact: false, of: 'safetensors' },
  } as CatalogueEntry;
  const { before, after } = catalogueFacts(entry);
  expect(before.at(-1)).toEqual(['Commercial use', 'on conditions. Name the authors.']);
  expect(after).toEqual([['Size', 'about 5.0\u00a0GB, safetensors']]);
  expect(catalogueFacts({ ...entry, size: null }).after).toEqual([]);
});

test('the first offer stands first, and nothing else moves', () => {
  const entries = ['a', 'b', 'c'].map((id) => ({ id })) as CatalogueEntry[];
  const ids = (first: CatalogueEntry | null) => catalogueInOrder(entries, first).map(({ id }) => id);
  expect([ids(entries[2]), ids(null)]).toEqual([
    ['c', 'a', 'b'],
    ['a', 'b', 'c'],
  ]);
});

test('why there is nothing to get is one sentence without a command', () => {
  const why = 'Nobody has published weights; a folder is added (depthroom packs add <folder>), until then.';
  expect(whyNot(why)).toEqual({
    sentence: 'Nobody has published weights; a folder is added, until then.',
    command: 'npx depthroom packs add <folder>',
  });
  expect(whyNot('Nobody has.')).toEqual({ sentence: 'Nobody has.', command: null });
});

test('half precision counts as installed, another pack of the same beginning does not', () => {
  const entry = { id: 'zoe-nk' };
  expect(isInstalled(entry, [pack])).toBe(true);
  expect(isInstalled(entry, [{ id: 'zoe-nk-fp16' }])).toBe(true);
  expect(isInstalled(entry, [{ id: 'zoe-nk-2' }])).toBe(false);
});

test('a disk that does not tell its free space is said to be so', () => {
  const folder = { folder: '/m', bytes: 0, freeBytes: null };
  expect(folderFacts(folder)[2]).toEqual(['Free there', 'cannot be told']);
  expect(folderFacts({ ...folder, freeBytes: 2e9 })[2]).toEqual(['Free there', '2.0\u00a0GB']);
});
