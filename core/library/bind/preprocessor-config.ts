import { DepthroomError } from '../../../contract/errors.ts';
import { type CheckpointSource, readJson } from './checkpoint-source.ts';

/** Pillow's numbers for its resampling methods, by which the file names them. */
const PILLOW_RESAMPLING = ['nearest', 'lanczos', 'bilinear', 'bicubic', 'box', 'hamming'];

type Statistics = [number, number, number];

/** preprocessor_config.json, as far as the feed-forward systems read it. */
export interface Preprocessor {
  size: { height: number; width: number };
  resample: string;
  multipleOf: number | null;
  keepAspect: boolean | null;
  pad: boolean;
  mean: Statistics | null;
  std: Statistics | null;
}

/**
 * The rules for photos of a checkpoint in transformers' layout. Throws `bad-pack` where it resizes otherwise than the app does for this
 * system (`resample`), or leaves a step out that the app always does.
 */
export async function readPreprocessor(
  source: CheckpointSource,
  resample: readonly string[],
): Promise<Preprocessor> {
  const config = await readJson(source, 'preprocessor_config.json', 'the rules for photos');
  const refuse = (expected: string, received: unknown) =>
    new DepthroomError(
      'bad-pack',
      `Expected ${expected} in preprocessor_config.json of ${source.name}, but received ${JSON.stringify(received) ?? 'nothing'}; the app cannot prepare photos in that way.`,
    );
  const stated = PILLOW_RESAMPLING[config.resample as number] ?? resample[0];
  if (!resample.includes(stated)) throw refuse(`photos to be resized ${resample.join(' or ')}`, stated);
  // Old files say a square by one side.
  const size = (isCount(config.size) ? { height: config.size, width: config.size } : config.size) as
    | { height?: unknown; width?: unknown }
    | undefined;
  if (!isCount(size?.height) || !isCount(size?.width))
    throw refuse('a height and a width as size', config.size);
  for (const step of ['do_resize', 'do_rescale', 'do_normalize'])
    if ((config[step] ?? true) !== true) throw refuse(`${step} to be on`, config[step]);
  if (Math.abs(((config.rescale_factor as number) ?? 1 / 255) - 1 / 255) > 1e-9)
    throw refuse('a rescale_factor of 1/255', config.rescale_factor);
  const multipleOf = config.ensure_multiple_of ?? null;
  if (multipleOf !== null && !isCount(multipleOf)) throw refuse('a whole ensure_multiple_of', multipleOf);
  const threeOf = (field: string): Statistics | null => {
    const values = config[field] ?? null;
    if (values === null) return null;
    if (Array.isArray(values) && values.length === 3 && values.every((each) => typeof each === 'number'))
      return values as Statistics;
    throw refuse(`three numbers as ${field}`, values);
  };
  return {
    size: { height: size.height, width: size.width },
    resample: stated,
    multipleOf,
    keepAspect: (config.keep_aspect_ratio as boolean | undefined) ?? null,
    pad: (config.do_pad as boolean | undefined) ?? true,
    mean: threeOf('image_mean'),
    std: threeOf('image_std'),
  };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
