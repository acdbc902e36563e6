import { DepthroomError } from '../../../contract/errors.ts';
import type { NetworkConfig } from './graph-table.ts';
import type { Preprocessor } from './preprocessor-config.ts';

const HALVES: [number, number, number] = [0.5, 0.5, 0.5];
const IMAGENET = {
  mean: [0.485, 0.456, 0.406] as [number, number, number],
  std: [0.229, 0.224, 0.225] as [number, number, number],
};

interface Bins {
  min_depth: number;
  max_depth: number;
}

/** What pack.json says of ZoeDepth beside its graphs. Throws `bad-pack` for a size that its backbone does not take. */
export function zoedepthFields({ json }: NetworkConfig, preprocessor: Preprocessor) {
  const ranges = (json.bin_configurations as Bins[] | undefined) ?? [{ min_depth: 0.001, max_depth: 10 }];
  const configured = Math.max(...ranges.map((range) => range.max_depth));
  // ZoeDepth K was trained for 80 m with "normed" bins, but its published configuration computes with 10 m (isl-org/ZoeDepth issue 28).
  const isK = ranges.length === 1 && json.bin_centers_type === 'normed' && configured === 10;
  const multipleOf = preprocessor.multipleOf ?? 32;
  if (multipleOf % 32 !== 0)
    throw new DepthroomError(
      'bad-pack',
      `Expected ensure_multiple_of in preprocessor_config.json to be a multiple of 32, but received ${multipleOf}.`,
    );
  return {
    depth: {
      kind: 'metric',
      min: Math.min(...ranges.map((range) => range.min_depth)),
      max: isK ? 80 : configured,
    },
    ...(isK ? { rescaleRange: { from: 10, to: 80 } } : {}),
    input: {
      rescaleFactor: 1 / 255,
      mean: preprocessor.mean ?? HALVES,
      std: preprocessor.std ?? HALVES,
      pad: preprocessor.pad,
      padFactor: 3,
      padMode: 'reflect',
      resize: {
        ...preprocessor.size,
        keepAspectRatio: preprocessor.keepAspect ?? true,
        multipleOf,
        mode: 'bilinear',
        alignCorners: true,
        antialias: false,
      },
      output: { mode: 'bicubic', alignCorners: false, antialias: false },
    },
    defaults: { flip: true },
  };
}

/** What pack.json says of a disparity network beside its graph. Throws `bad-pack` for a size that its patches do not make. */
export function disparityFields(
  { json }: NetworkConfig,
  { size, multipleOf, resample, keepAspect, mean, std }: Preprocessor,
) {
  const patch = patchOf(json);
  const multiple = multipleOf === null || multipleOf === 1 ? patch : multipleOf;
  if (size.height !== size.width || multiple % patch !== 0)
    throw new DepthroomError(
      'bad-pack',
      `Expected a square size and a multiple of ${patch} pixels in preprocessor_config.json, but received ${size.width} x ${size.height} and ${multiple}.`,
    );
  return {
    depth: { kind: 'disparity' },
    input: {
      shortSide: size.height,
      multipleOf: multiple,
      rule: 'minimal',
      ...(keepAspect === true ? {} : { keepAspect: false }),
      ...(resample === 'bicubic' ? {} : { resample }),
      mean: mean ?? IMAGENET.mean,
      std: std ?? IMAGENET.std,
    },
  };
}

/** Sides are multiples of this: whole patches; of DPT-Hybrid, whose convolutions halve five times before there are patches, of 32. */
function patchOf(json: Record<string, unknown>): number {
  if (json.is_hybrid === true) return 32;
  return typeof json.patch_size === 'number' ? json.patch_size : 14;
}
