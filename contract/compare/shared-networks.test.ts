import { expect, test } from 'vitest';
import { sharedNetworkNotes } from './shared-networks.ts';

const run = (packId: string, sharesNetworkWith?: string[], priorRunId: string | null = null) => ({
  id: `run of ${packId}`,
  packId,
  packTitle: packId.toUpperCase(),
  priorRunId,
  ...(sharesNetworkWith ? { sharesNetworkWith } : {}),
});

test('runs of packs that are one network are named together, also where only one of them says so', () => {
  expect(sharedNetworkNotes([run('a', ['b', 'c']), run('x'), run('b'), run('c')])).toEqual([
    'A, B, and C are one network under 3 names: how well they agree says nothing about whether they are right.',
  ]);
  expect(sharedNetworkNotes([run('a', ['b']), run('x', ['y']), run('b', ['a']), run('y')])).toHaveLength(2);
});

test('nothing is said of networks of their own, of one pack twice, or of a namesake that is not there', () => {
  expect(sharedNetworkNotes([run('a'), run('b')])).toEqual([]);
  expect(sharedNetworkNotes([run('a', ['b']), run('a', ['b']), run('x')])).toEqual([]);
});

test('a run that was made from several networks is none of them, and makes no group of them', () => {
  const consensus = run('consensus', ['a', 'b', 'x']);
  expect(sharedNetworkNotes([run('a', ['b']), run('b', ['a']), run('x'), consensus])).toEqual([
    'A and B are one network under 2 names: how well they agree says nothing about whether they are right.',
  ]);
  expect(sharedNetworkNotes([run('a'), run('x'), consensus])).toEqual([]);
});

test('a run that refined another one of them is said to agree with it by its making', () => {
  const refined = run('better', undefined, 'run of coarse');
  expect(sharedNetworkNotes([run('x'), refined, run('coarse'), refined])).toEqual([
    'BETTER refined the map of COARSE: how well they agree says nothing about whether they are right.',
  ]);
  expect(sharedNetworkNotes([run('x'), refined])).toEqual([]);
});

test('a derived run shares what its sources share', () => {
  expect(sharedNetworkNotes([run('calibrated', ['a', 'b']), run('b', ['a'])])).toHaveLength(1);
});
