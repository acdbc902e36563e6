import {
  PLAIN_CONVENTION,
  TRUTH_PRESETS,
  type TruthConvention,
  type TruthPreset,
} from '../../contract/compare/truth.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';

/** What a person said of the numbers in a file of depth; undefined is what was not said. */
interface Said {
  preset?: TruthPreset | undefined;
  scale?: number | undefined;
  invalid?: number | undefined;
  isEuclidean?: boolean | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
}

/**
 * The convention that was stated; undefined where nothing was: then the numbers are recognised. Throws `bad-input` where a number is none.
 *
 * @param what the file in a sentence: "the ground truth"
 */
export function statedConvention(
  { preset, isEuclidean, ...numbers }: Said,
  what: string,
): Partial<TruthConvention> | undefined {
  const given = Object.entries(numbers).filter(([, value]) => value !== undefined);
  const bad = given.find(([, value]) => !Number.isFinite(value));
  if (bad) throw new NotUnderstood(`Expected a number for the ${bad[0]} of ${what}.`);
  const stated: Partial<TruthConvention> = {
    ...(preset === undefined ? {} : { ...PLAIN_CONVENTION, ...TRUTH_PRESETS[preset] }),
    ...Object.fromEntries(given),
    ...(isEuclidean ? { geometry: 'euclidean' } : {}),
  };
  return Object.keys(stated).length > 0 ? stated : undefined;
}
