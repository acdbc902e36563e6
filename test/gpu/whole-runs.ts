import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readNpy } from '../../core/formats/read-npy.ts';
import { makeTwelveMegapixels } from '../bench/twelve-megapixels.ts';

/** Runs the command line; answers with what it printed. */
export type Depthroom = (words: string[], more?: Record<string, string>) => Promise<unknown>;

interface Whole {
  out: string;
  depthroom: Depthroom;
  pack: string;
  provider: string;
  words: readonly string[];
}

/** What a record beside a map says of its run, its stages in milliseconds by name. */
interface RunFacts {
  provider: string;
  providerReason: string;
  peakMemoryBytes: number;
  deviceMemoryBytes: number | null;
  notes: string[];
  stages: Record<string, number>;
}

/** Photos of 12 megapixels in one process: what the second and third take has its graphs open. */
export async function wholeRuns(given: Whole, photos = 3): Promise<RunFacts[]> {
  const folder = await estimate(given, photos);
  const records = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const facts = await Promise.all(
    records.map(async (name) => {
      const record = JSON.parse(await readFile(join(folder, name), 'utf8'));
      const { provider, providerReason, peakMemoryBytes, deviceMemoryBytes, notes, stages } = record;
      return {
        provider,
        providerReason,
        peakMemoryBytes,
        deviceMemoryBytes,
        notes,
        stages: Object.fromEntries(
          stages.map((each: { name: string; milliseconds: number }) => [each.name, each.milliseconds]),
        ),
      };
    }),
  );
  await rm(folder, { recursive: true });
  return facts;
}

/** The map at the model's size, as it is. */
export async function wholeMap(given: Whole): Promise<Float32Array> {
  const folder = await estimate(given, 1);
  const name = (await readdir(folder)).find((each) => each.endsWith('.npy') && !each.includes('uncertainty'));
  if (!name) throw new Error('no map was written');
  const { values } = await readNpy(join(folder, name));
  await rm(folder, { recursive: true });
  return values;
}

async function estimate({ out, depthroom, pack, provider, words }: Whole, count: number): Promise<string> {
  const folder = join(out, `maps-${provider}-${words.join('')}`.replace(/[^\w-]/g, ''));
  // What a run that was stopped left is of another pack, perhaps.
  await rm(folder, { recursive: true, force: true });
  const photos: string[] = [];
  for (let k = 1; k <= count; k++)
    photos.push(await makeTwelveMegapixels(join(out, `photo-${k}.jpg`), 1 + 0.02 * k));
  const chosen = ['--pack', pack, '--provider', provider, '--seed', '1', '--size', 'model', ...words];
  const home = { DEPTHROOM_HOME: join(out, 'home') };
  await depthroom(['estimate', ...photos, ...chosen, '-o', folder, '--force'], home);
  return folder;
}

/** How far a map is from another: mean and largest, as shares of the other's range. */
export function differenceOf(map: Float32Array, other: Float32Array): { mean: number; largest: number } {
  let [sum, largest, low, high] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < other.length; i++) {
    const difference = Math.abs(map[i] - other[i]);
    sum += difference;
    largest = Math.max(largest, difference);
    low = Math.min(low, other[i]);
    high = Math.max(high, other[i]);
  }
  return { mean: sum / other.length / (high - low), largest: largest / (high - low) };
}
