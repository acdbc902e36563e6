import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { PackGraph } from '../../contract/pack.ts';
import { packFiles } from '../../core/library/packs/pack-files.ts';
import { readPack } from '../../core/library/packs/packs.ts';
import { peakMemoryInBytes, resetPeakMemory } from '../../core/tasks/peak-memory.ts';
import { openGraph } from '../../models/session.ts';

/*
 * What it takes to open the graphs of packs: node test/bench/open-packs.ts <pack folder> [<pack folder> ...] [--times 3]
 *
 * Each graph is opened in a process of its own, the packs in turn, and the best time counts: what is compared is the same network with its
 * weights in the authors' own file and in a converted graph. Ratios are those over the first pack; a bound pack may take 1.1 times the
 * memory and 1.2 times the time of a converted one.
 */

interface Opened {
  seconds: number;
  peakBytes: number;
}

const [, , ...given] = process.argv;
const at = given.indexOf('--times');
const times = at < 0 ? 3 : Number(given.splice(at, 2)[1]);

if (process.env.OPEN_ONE) {
  resetPeakMemory();
  const start = performance.now();
  const isBound = process.env.IS_BOUND === 'true';
  const graph = await openGraph(process.env.OPEN_ONE, { provider: 'cpu', threads: 0, isBound });
  const opened: Opened = { seconds: (performance.now() - start) / 1000, peakBytes: peakMemoryInBytes() };
  await graph.release();
  console.log(JSON.stringify(opened));
} else {
  const packs = await Promise.all(given.map((folder) => readPack(folder)));
  for (const { pack, folder } of packs)
    console.log(
      `${folder}: ${(packFiles(pack).reduce((sum, { bytes }) => sum + bytes, 0) / 1e9).toFixed(2)} GB`,
    );
  for (const [key, first] of Object.entries(packs[0].pack.graphs)) {
    if (!first.file.endsWith('.onnx')) continue;
    const best: Opened[] = packs.map(() => ({
      seconds: Number.POSITIVE_INFINITY,
      peakBytes: Number.POSITIVE_INFINITY,
    }));
    for (let time = 0; time < times; time++)
      for (const [i, { pack, folder }] of packs.entries()) {
        const { file, external = [] } = (pack.graphs as Record<string, PackGraph>)[key];
        const isBound = 'latent' in pack && external.some((weights) => weights.file.endsWith('.safetensors'));
        const { seconds, peakBytes } = openAlone(join(folder, file), isBound);
        best[i] = {
          seconds: Math.min(best[i].seconds, seconds),
          peakBytes: Math.min(best[i].peakBytes, peakBytes),
        };
      }
    for (const [i, { seconds, peakBytes }] of best.entries()) {
      const ratios = `${(seconds / best[0].seconds).toFixed(2)} x time, ${(peakBytes / best[0].peakBytes).toFixed(2)} x memory`;
      console.log(
        `${key.padEnd(12)} ${given[i]}: ${seconds.toFixed(2)} s, ${(peakBytes / 1e9).toFixed(2)} GB, ${ratios}`,
      );
    }
  }
}

function openAlone(path: string, isBound: boolean): Opened {
  const args = ['--disable-warning=ExperimentalWarning', import.meta.filename];
  const ended = spawnSync(process.execPath, args, {
    env: { ...process.env, OPEN_ONE: path, IS_BOUND: String(isBound) },
    encoding: 'utf8',
  });
  if (ended.status !== 0) throw new Error(`${path} could not be opened: ${ended.stderr}`);
  return JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '');
}
