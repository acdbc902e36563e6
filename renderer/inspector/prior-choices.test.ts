import { expect, test } from 'vitest';
import type { PackListing } from '../../contract/pack.ts';
import { sampleRun } from '../testing/stand-in.ts';
import { priorChoices } from './prior-choices.ts';

const pack = (id: string, system: PackListing['system'], problem: string | null = null) =>
  ({ id, title: id, system, problem }) as PackListing;

test('what can be sharpened: usable coarse packs, and finished runs of them', () => {
  const packs = [
    pack('zoe', 'zoedepth'),
    pack('better', 'betterdepth'),
    pack('broken', 'fastdepth', 'A file is missing.'),
    pack('unknown', null),
  ];
  const runs = [
    sampleRun({ id: 'done', state: 'done' }),
    sampleRun({ id: 'waiting' }),
    sampleRun({ id: 'refined', state: 'done', system: 'betterdepth' }),
  ];
  expect(priorChoices(packs, runs)).toEqual([
    { value: 'auto', label: 'the best coarse pack' },
    { value: 'zoe', label: 'run first: zoe' },
    { value: 'done', label: 'run of before: ZoeDepth (starter weights)' },
  ]);
});
