import { expect, test } from 'vitest';
import { type CatalogueEntry, type CheckpointOffer, HUB_ASKS } from '../../contract/library.ts';
import {
  arrivedTitles,
  consentLabel,
  entryOfPack,
  getCommand,
  offerFacts,
  roomProblem,
  tokenSentence,
} from './offer-text.ts';

const offer = {
  title: 'Marigold v1-1',
  bytes: 3_800_000_000,
  precision: 'fp32',
  licence: 'OpenRAIL++-M',
  hub: { id: 'prs-eth/marigold', commit: 'a' },
} as CheckpointOffer;
const entry = {
  id: 'marigold',
  commercialUse: { allowed: 'conditions', sentence: 'Pass the restrictions on.' },
} as CatalogueEntry;

test('size, room, licence and conditions are said first', () => {
  expect(offerFacts(offer, entry, { folder: '/models', freeBytes: 20e9 })).toEqual([
    ['Download', '3.8\u00a0GB in float32 from prs-eth/marigold'],
    ['On the disk', '3.8\u00a0GB in /models, where 20\u00a0GB are free'],
    ['Licence', 'OpenRAIL++-M'],
    ['Commercial use', 'Pass the restrictions on.'],
  ]);
  expect(offerFacts(offer, entry, { folder: '/models', freeBytes: null })[1][1]).toContain('cannot be told');
  expect(consentLabel(offer)).toContain('OpenRAIL++-M');
});

test('a disk without room is said before anything begins', () => {
  expect(roomProblem(offer, { freeBytes: 1e9 })).toMatch(/3\.8\u00a0GB are needed and 1\.0\u00a0GB are free/);
  expect(roomProblem(offer, { freeBytes: 4e9 })).toBeNull();
  expect(roomProblem(offer, { freeBytes: null })).toBeNull();
});

test('the command says what was chosen', () => {
  expect(getCommand(entry, 'auto')).toBe('npx depthroom packs get marigold');
  expect(getCommand(entry, 'fp16')).toBe('npx depthroom packs get marigold --dtype fp16');
});

test('a pack has arrived when its download is gone and it is there', () => {
  const before = { downloads: [{ packId: 'a' }, { packId: 'b' }, { packId: 'c' }] };
  const packs = [
    { id: 'a', title: 'A' },
    { id: 'c', title: 'C' },
  ];
  expect(arrivedTitles(before, { downloads: [{ packId: 'c' }], packs })).toEqual(['A']);
  expect(entryOfPack([entry], 'marigold-fp16')).toBe(entry);
  expect(entryOfPack([entry], 'other')).toBeNull();
});

test('a token is asked for, and then another one', () => {
  const source = { hub: 'a/b', url: 'https://huggingface.co/a/b' };
  const said = (words: string) =>
    tokenSentence({ code: 'download-failed', message: `Expected x, but ${words} a/b.` }, { source });
  expect(said(HUB_ASKS.first)).toMatch(/asks who reads a\/b: .* enter a token of your account\.$/);
  expect(said(HUB_ASKS.again)).toMatch(/does not let this token read a\/b: .* enter another one\.$/);
});
