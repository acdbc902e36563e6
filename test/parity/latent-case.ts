import { resolveOptions } from '../../contract/options.ts';
import type { LatentPack, PackOf } from '../../contract/pack.ts';
import { predictMembers } from '../../models/diffusion/members.ts';
import { prepareImage, preparePlane, workingSizeOf } from '../../models/diffusion/working-size.ts';
import type { Prior } from '../../models/pipeline/pipeline.ts';
import { openTools, type RecordingTools, readPack } from '../pipeline-tools.ts';
import { type Case, casesOf, type FolderOf, folderOfPack, readImage, readNpy } from './read.ts';

/** Every case of the three systems that denoise latents. */
export const LATENT_CASES = [...casesOf('marigold'), ...casesOf('metricgold'), ...casesOf('betterdepth')];

type LatentSystem = LatentPack['system'];

/** A case with everything that a room needs to answer it. */
export async function openCase(each: Case, folderOf: FolderOf = folderOfPack) {
  const folder = await folderOf(each.pack as string);
  const pack = readPack(folder) as LatentPack;
  const photo = await readImage(each.image);
  const options = resolveOptions(pack as PackOf<LatentSystem>, each.settings);
  const prior: Prior | null = each.coarse
    ? { kind: 'affine-disparity', width: photo.width, height: photo.height, values: readNpy(each.coarse) }
    : null;
  return { pack, photo, options, prior, tools: openTools(folder, pack) };
}

/** Asks the shared steps themselves, so that what lies between them can be compared. */
export async function openMembers(each: Case, folderOf?: FolderOf) {
  const opened = await openCase(each, folderOf);
  const { pack, photo, options, prior, tools } = opened;
  const size = workingSizeOf(photo, options.resolution, pack.latent.downscale);
  const image = prepareImage(photo, size, options.resampleInput);
  const coarse = prior ? coarsePlanes(prior, size, options.resampleInput) : undefined;
  return { ...opened, size, members: await predictMembers(pack, { image, coarse }, size, options, tools) };
}

/** The coarse map as BetterDepth takes it, worked out apart from the room. */
function coarsePlanes(
  { values, width }: Prior,
  size: ReturnType<typeof workingSizeOf>,
  method: Parameters<typeof preparePlane>[3],
): Float32Array {
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const readRow = (y: number, row: Float32Array) => {
    for (let x = 0; x < row.length; x++) row[x] = (2 * (values[y * width + x] - low)) / (high - low) - 1;
  };
  const photo = { width, height: values.length / width };
  const plane = preparePlane(readRow, photo, size, method);
  return Float32Array.from({ length: 3 * plane.length }, (_, i) => plane[i % plane.length]);
}

/** Every intermediate of a case, by the names of the goldens, as the recorded graph calls show it. */
export function intermediates(
  tools: RecordingTools,
  pack: LatentPack,
  steps: number,
  members: Float32Array[],
) {
  const of = (graph: string) => tools.calls.filter((call) => call.graph === graph);
  const [encoded, coarse] = of('vaeEncoder');
  const { scalingFactor } = pack.latent;
  const finals = of('vaeDecoder').map(({ inputs }) =>
    Object.values(inputs)[0].map((value) => value * scalingFactor),
  );
  const { length } = finals[0];
  const scaledMean = (output: Float32Array) =>
    output.subarray(0, length).map((value) => value * scalingFactor);
  const noisy = of('unet').map(({ inputs }) => noisyParts(inputs.sample, pack.conditioning, length));
  const firstBatch = noisy.slice(0, steps);
  return {
    input: Object.values(encoded.inputs)[0],
    image_latent: scaledMean(encoded.output),
    ...(coarse ? { coarse_latent: scaledMean(coarse.output) } : {}),
    noise: concatenate(noisy.filter((_, call) => call % steps === 0)),
    latents_by_step: concatenate([...firstBatch.slice(1), ...finals.slice(0, firstBatch[0].length / length)]),
    latent: concatenate(finals),
    members: concatenate(members),
  };
}

/** The noisy latents of a batch out of the UNet's stacked input. */
function noisyParts(stacked: Float32Array, conditioning: readonly string[], length: number): Float32Array {
  const place = conditioning.indexOf('noise') * length;
  const stride = conditioning.length * length;
  const members = Array.from({ length: stacked.length / stride }, (_, member) =>
    stacked.subarray(member * stride + place, member * stride + place + length),
  );
  return concatenate(members);
}

/** Arrays one behind the other. */
export function concatenate(parts: Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
