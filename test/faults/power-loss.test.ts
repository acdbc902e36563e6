import { expect, test } from 'vitest';
import { temporaryFolder } from '../open-engine.ts';
import { losePower } from './play-power-loss.ts';
import { leftBehind, play, waysToChoose } from './power-loss.ts';
import type { DiskOperation } from './recorded-disk.ts';
import { seeded } from './seeded.ts';

const states = (operations: DiskOperation[]) => {
  const played = play(operations);
  const found = new Set<string>();
  for (const choose of waysToChoose(played, seeded(1), 50))
    found.add(
      JSON.stringify([...leftBehind(played, '/r', choose)].map(([path, bytes]) => [path, `${bytes}`])),
    );
  return [...found].map((text) => JSON.parse(text) as [string, string][]);
};

test('a power loss takes what was not brought to the disk, and nothing else', () => {
  const write: DiskOperation[] = [
    { does: 'create', path: '/r/a', file: 0 },
    { does: 'write', file: 0, position: 0, bytes: Buffer.from('abcd') },
  ];
  const ways = states(write);
  expect(ways).toContainEqual([]);
  for (const left of ['', 'ab', 'abcd', '\0\0\0\0']) expect(ways).toContainEqual([['/r/a', left]]);
  const whole: DiskOperation[] = [...write, { does: 'sync', file: 0 }, { does: 'sync-folder', path: '/r' }];
  expect(states(whole)).toEqual([[['/r/a', 'abcd']]]);
  const renamed: DiskOperation[] = [...whole, { does: 'rename', from: '/r/a', to: '/r/b' }];
  expect(states(renamed)).toContainEqual([['/r/b', 'abcd']]);
  expect(states(renamed)).toContainEqual([['/r/a', 'abcd']]);
  expect(states([...renamed, { does: 'sync-folder', path: '/r' }])).toEqual([[['/r/b', 'abcd']]]);
});

test('at whatever moment the power is lost, what a row speaks of is whole, or there is no row', {
  timeout: 60_000,
}, async () => {
  const { operations, states, faults } = await losePower(await temporaryFolder(), seeded(1), {
    rounds: 2,
    atRandom: 4,
  });
  expect(operations).toBeGreaterThan(40);
  expect(states).toBeGreaterThan(1000);
  expect(faults).toEqual([]);
});
