import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { hashFile } from '../../../core/disk/hash-file.ts';
import { readPack } from '../../../core/library/packs/packs.ts';
import { runEstimate } from '../../../core/tasks/estimate.ts';
import { realPorts } from '../../../core/tasks/providers/choose-provider.ts';
import { openGraph } from '../../../models/session.ts';
import { RESOURCES } from '../../paths.ts';
import { writeLatentPack } from '../../synthetic-pack.ts';
import { makeTwelveMegapixels } from '../twelve-megapixels.ts';

/*
 * What a run of Marigold takes outside its networks, in a process of its own: node measure-around.ts <members> <rounds>. The worker's own
 * task, from a JPEG of 12 megapixels to a stored map of 768 x 576 with its graphs open; its networks are tiny, and what they take is not
 * counted. Before it, as often, a bare decode of the same file by sharp. Prints one line of JSON: milliseconds of each stage and of the bare
 * decode, processor's and clock's, of the fastest round.
 */

const [members, rounds] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), 'depthroom-around-'));

interface Moment {
  processor: number;
  clock: number;
}

/** Time that counts: all but that of the networks. */
const networks: Moment = { processor: 0, clock: 0 };
function now(): Moment {
  const { user, system } = process.cpuUsage();
  return {
    processor: (user + system) / 1000 - networks.processor,
    clock: performance.now() - networks.clock,
  };
}

const real = realPorts(join(RESOURCES, 'self-test.onnx'));
const ports = {
  ...real,
  async openPackGraph(path: string, provider: string, isBound: boolean) {
    // One thread: others go on waiting, by computing, after the network has answered.
    const graph = await openGraph(path, { provider, threads: 1, isBound });
    const run: typeof graph.run = async (feeds) => {
      const before = now();
      const outputs = await graph.run(feeds);
      const after = now();
      networks.processor += after.processor - before.processor;
      networks.clock += after.clock - before.clock;
      return outputs;
    };
    return { ...graph, run };
  },
};

/** Milliseconds by stage, in the order in which they began. */
type Stages = Record<string, Moment>;

async function estimateOnce(photoPath: string): Promise<Stages> {
  const stages: Stages = {};
  let stage = 'open';
  let since = now();
  const enter = (name: string) => {
    const at = now();
    const known = stages[stage] ?? { processor: 0, clock: 0 };
    stages[stage] = {
      processor: known.processor + at.processor - since.processor,
      clock: known.clock + at.clock - since.clock,
    };
    [stage, since] = [name, at];
  };
  const temporaryFolder = await mkdtemp(join(folder, 'run-'));
  const task = {
    photoPath,
    pack,
    packFolder,
    packHash: hash,
    checkedStamp: stamp,
    options: { ...options, ensemble: members },
    prior: null,
    provider: 'cpu',
    temporaryFolder,
    memoryBudgetInBytes: 1e9,
    selfTestGraph: join(RESOURCES, 'self-test.onnx'),
    brokenProviders: [],
  };
  ({ packStamp: stamp } = await runEstimate(task, enter, ports));
  enter('end');
  await rm(temporaryFolder, { recursive: true });
  return stages;
}

async function decodeBare(path: string): Promise<Moment> {
  const before = now();
  await sharp(path).raw().toBuffer();
  const after = now();
  return { processor: after.processor - before.processor, clock: after.clock - before.clock };
}

const { folder: packFolder } = writeLatentPack({ system: 'marigold', weight: 0.9, initialLatent: 'noise' });
const { pack, hash } = await readPack(packFolder);
const options = {
  steps: 4,
  batch: 1,
  seed: 1,
  resolution: 768,
  sampler: 'ddim',
  resampleInput: 'bilinear',
  resampleOutput: 'bilinear',
};
let stamp: string | null = null;
try {
  // A kept file, which is held to its name; two of them, since the last one stays decoded.
  const made = await makeTwelveMegapixels(join(folder, 'photo.jpg'));
  const name = await hashFile(made);
  const photos = await Promise.all(
    ['a', 'b'].map(async (each) => {
      await mkdir(join(folder, each));
      await copyFile(made, join(folder, each, name));
      return join(folder, each, name);
    }),
  );
  const bare: Moment[] = [];
  for (let round = 0; round <= rounds; round++) bare.push(await decodeBare(made));
  const measured: Stages[] = [];
  for (let round = 0; round <= rounds; round++) measured.push(await estimateOnce(photos[round % 2]));
  const totalOf = (stages: Stages) => Object.values(stages).reduce((sum, each) => sum + each.processor, 0);
  const fastest = <Round>(all: Round[], timeOf: (each: Round) => number) =>
    all.slice(1).sort((a, b) => timeOf(a) - timeOf(b))[0];
  console.log(
    JSON.stringify({
      bare: fastest(bare, ({ processor }) => processor),
      stages: fastest(measured, totalOf),
    }),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
  await rm(packFolder, { recursive: true, force: true });
}
