import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readNpy } from '../../core/formats/read-npy.ts';
import { temporaryFolder } from '../open-engine.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PARITY = join(ROOT, 'test', 'parity');

interface Case {
  name: string;
  image: string;
  pack: string;
  flags: string[];
  golden: string;
  tolerance: number;
  isRelative?: boolean;
}

/** A case of each system, as a person would ask for it. */
const CASES: Case[] = [
  {
    name: 'leading-grey',
    image: 'camera_72x100_grey.png',
    pack: 'marigold-leading',
    flags: [
      '--steps',
      '10',
      '--seed',
      '1',
      '--resolution',
      '64',
      '--resample-in',
      'bicubic',
      '--resample-out',
      'nearest',
    ],
    golden: 'prediction',
    tolerance: 1e-4,
  },
  {
    name: 'metricgold-ensemble-5',
    image: 'drawn_50x120.png',
    pack: 'metricgold',
    flags: ['--steps', '10', '--seed', '4', '--ensemble', '5', '--resolution', '64'],
    golden: 'metres',
    tolerance: 1e-3,
    isRelative: true,
  },
  {
    name: 'zoedepth-softplus-chelsea-unpadded-fixed',
    image: 'chelsea_83x61.png',
    pack: 'zoedepth-softplus',
    flags: ['--no-pad', '--no-keep-aspect', '--no-flip'],
    golden: 'metres',
    tolerance: 2.7e-4,
  },
  {
    name: 'betterdepth-2-steps',
    image: 'drawn_50x120.png',
    pack: 'betterdepth',
    flags: [
      '--steps',
      '2',
      '--seed',
      '8',
      '--resolution',
      '0',
      '--prior',
      join(PARITY, 'cases', 'betterdepth-2-steps', 'coarse.npy'),
    ],
    golden: 'refined',
    tolerance: 4.9e-4,
  },
];

describe('the command line gives what the reference implementations give', () => {
  test.each(CASES)('$name', async ({ name, image, pack, flags, golden, tolerance, isRelative }) => {
    const folder = await temporaryFolder();
    const command = [
      join(ROOT, 'cli', 'main.ts'),
      'estimate',
      join(PARITY, 'images', image),
      '--pack',
      join(PARITY, 'packs', pack),
      ...flags,
      '-o',
      folder,
    ];
    await promisify(execFile)(process.execPath, command, {
      env: { ...process.env, DEPTHROOM_HOME: join(folder, 'home') },
    });
    const received = await readNpy(join(folder, `${image.replace('.png', '')}.${pack}.npy`));
    const expected = await readNpy(join(PARITY, 'cases', name, `${golden}.npy`));
    expect([received.height, received.width]).toEqual([expected.height, expected.width]);
    let largest = 0;
    for (let i = 0; i < expected.values.length; i++) {
      const difference = Math.abs(received.values[i] - expected.values[i]);
      largest = Math.max(largest, isRelative ? difference / expected.values[i] : difference);
    }
    expect(largest).toBeLessThanOrEqual(tolerance);
  });
});
