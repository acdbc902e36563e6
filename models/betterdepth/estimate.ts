import { unitOf } from '../../contract/depth-kind.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { combineAffine } from '../diffusion/ensemble.ts';
import { predictMembers } from '../diffusion/members.ts';
import { noteSmallEnsemble, spreadOfDifferent } from '../diffusion/notes.ts';
import { prepareImage, preparePlane, workingSizeOf } from '../diffusion/working-size.ts';
import { fitLine } from '../pipeline/least-squares.ts';
import type { Estimate, Prior, Question, Tools } from '../pipeline/pipeline.ts';
import { coverPhoto, placeDepth } from '../pipeline/place.ts';
import { fromRefiner, type Range, type RefinerSpace, rangeOf, toCondition, toRefiner } from './prior.ts';

/** A prior whose values differ by less than this share of their size has nothing to refine. */
const CONSTANT = 1e-6;

/**
 * BetterDepth (Zhang et al., NeurIPS 2024, arXiv 2407.17952): a diffusion refiner that sharpens the depth map of another system. In: a
 * photo and a prior of the same height x width. Out: a map at the resized working size in the prior's kind and unit, with a spread in the
 * same unit from three members on; a constant prior comes back as it is. Bringing the answer back by a least-squares line is our own rule:
 * the paper's maps are only aligned when they are measured.
 * Throws `bad-input` where there is no prior of the photo's size, the resolution leaves no pixel or there are too many steps, `bad-pack` or
 * `provider-failed` where a graph cannot be opened, does not fit or fails, `bad-result` where it answers with NaN or infinity, `internal`
 * where the prompt is cut off.
 */
export async function estimateBetterDepth(
  question: Question<'betterdepth'>,
  tools: Tools,
): Promise<Estimate> {
  const { photo, pack, options } = question;
  const prior = checkPrior(question);

  // 1. The prior as the refiner sees it (disparity, for a refiner of disparity) and its range.
  const space: RefinerSpace = pack.depth.kind === 'disparity' ? 'disparity' : 'depth';
  const convert = toRefiner(prior.kind, space);
  const range = rangeOf(prior, convert, options.quantile);
  if (isConstant(range)) return returnAsIs(prior, tools);

  // 2. Photo and prior at the working size, both in -1..1 (section 3.1).
  const size = workingSizeOf(photo, options.resolution, pack.latent.downscale);
  tools.report('prepare', 0);
  const image = prepareImage(photo, size, options.resampleInput);
  const condition = toCondition(convert, range, space);
  const readRow = (y: number, row: Float32Array) => {
    for (let x = 0, i = y * prior.width; x < row.length; x++, i++) row[x] = condition(prior.values[i]);
  };
  const plane = preparePlane(readRow, photo, size, options.resampleInput);
  const coarse = new Float32Array(3 * plane.length);
  for (let channel = 0; channel < 3; channel++) coarse.set(plane, channel * plane.length);

  // 3. Encode both, denoise with the three latents stacked, decode; members as Marigold's.
  noteSmallEnsemble(options.ensemble, tools);
  const members = await predictMembers(pack, { image, coarse }, size, options, tools);
  const { values, spread: found } = combineAffine(members, size.resized);
  const spread = found && spreadOfDifferent(found, values, tools);

  // 4. Bring the answer back to the prior's units: the least-squares line over all pixels at photo size.
  const placement = coverPhoto(photo, options.resampleOutput);
  const placed = placeDepth({ kind: 'affine-disparity', ...size.resized, values }, placement, photo);
  const line = fitLine(
    placed.length,
    (i) => placed[i],
    (i) => convert(prior.values[i]),
  );
  if (line.scale <= 0)
    tools.note(
      'The refined map runs against its prior, so it was turned over to fit; the refiner has not understood this photo.',
    );

  // 5. Back from the refiner's space, no nearer or farther than twice beyond the prior's own end. Metres are placed by their
  // logarithm, so that near and far are not mixed.
  const back = fromRefiner(prior.kind, space, rangeOf(prior, convert, 0).low / 2);
  const refined = values.map((value) => back(line.scale * value + line.shift));
  return {
    depth: { kind: prior.kind, ...size.resized, values: refined },
    placement: prior.kind === 'metric' ? { ...placement, space: 'log' } : placement,
    ...(spread ? { uncertainty: uncertaintyOf(spread, line.scale, refined, prior, space) } : {}),
  };
}

/** The spread in the units of the answer. For metres behind a disparity, dz = z^2 dx to first order. */
function uncertaintyOf(
  spread: Float32Array,
  scale: number,
  refined: Float32Array,
  prior: Prior,
  space: RefinerSpace,
) {
  const isInverse = prior.kind === 'metric' && space === 'disparity';
  const values = spread.map((value, i) => value * Math.abs(scale) * (isInverse ? refined[i] ** 2 : 1));
  return { values, unit: unitOf(prior.kind) };
}

function checkPrior({ photo, prior }: Question<'betterdepth'>): Prior {
  if (!prior)
    throw new DepthroomError(
      'bad-input',
      'BetterDepth sharpens the depth map of another system; choose a run of this photo, or a pack to run first, as its prior.',
    );
  if (prior.width !== photo.width || prior.height !== photo.height)
    throw new DepthroomError(
      'bad-input',
      `The prior is ${prior.width} x ${prior.height} pixels, but the photo is ${photo.width} x ${photo.height}; choose a depth map of this photo.`,
    );
  return prior;
}

function isConstant({ low, high }: Range): boolean {
  return !(high - low > CONSTANT * Math.max(Math.abs(low), Math.abs(high)));
}

function returnAsIs(prior: Prior, tools: Tools): Estimate {
  tools.note(
    'The prior is the same everywhere, so there was nothing to refine, and it is returned as it is.',
  );
  return { depth: prior, placement: coverPhoto(prior, 'nearest') };
}
