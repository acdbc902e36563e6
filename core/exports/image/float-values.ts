import { isLargerNearer } from '../../../contract/depth-kind.ts';
import { DepthroomError } from '../../../contract/errors.ts';
import type { DepthImageOptions } from '../../../contract/exports/depth-image.ts';
import { finiteRange } from '../../../contract/maths/finite-range.ts';
import type { Sink } from '../../disk/write-file.ts';
import type { DepthPicture } from './depth-picture.ts';

/** What the numbers of a float file are. */
export interface FloatScale {
  /** `raw`: the map's own; `inverse`: 1 / depth. */
  values: DepthImageOptions['values'];
  unit: string;
  /** Whether larger numbers are nearer. */
  isLargerNearer: boolean;
  /** What stands in invalid pixels. */
  invalidValue: number;
  /** Of the valid numbers in the file. */
  minimum: number;
  maximum: number;
  invalidPixels: number;
}

/**
 * How a plane becomes the numbers of a float file, in its unit or 1 / unit. `inverse` needs metres: a relative map has an unknown shift, so
 * that 1 / value is no inverse depth. Own rule. Throws `bad-input` where the inverse of a relative map is asked for, or no pixel is valid.
 */
export function floatScale(picture: DepthPicture, options: DepthImageOptions): FloatScale {
  const { values, meaning } = picture;
  const isInverse = options.values === 'inverse';
  if (isInverse && meaning.kind !== 'metric') {
    throw new DepthroomError(
      'bad-input',
      'The inverse of a relative map is no inverse depth: state near and far in metres, or write the raw values.',
    );
  }
  const found = finiteRange(values, isInverse ? 0 : undefined);
  if (found.invalid === values.length)
    throw new DepthroomError('bad-input', 'This depth map has no valid pixel to write.');
  const [minimum, maximum] = isInverse
    ? [Math.fround(1 / found.maximum), Math.fround(1 / found.minimum)]
    : [found.minimum, found.maximum];
  const isNearLarge = isInverse || isLargerNearer(meaning.kind);
  const farthest = isNearLarge ? minimum : maximum;
  return {
    values: options.values,
    unit: isInverse ? `1 / ${meaning.unit}` : meaning.unit,
    isLargerNearer: isNearLarge,
    invalidValue: options.invalid === 'mark' ? Number.NaN : options.invalid === 'zero' ? 0 : farthest,
    minimum,
    maximum,
    invalidPixels: found.invalid,
  };
}

/** Fills `out` with the numbers of the file (the plane's unit or 1 / unit), from value `start` of the plane on. */
export function fillFloats(values: Float32Array, start: number, scale: FloatScale, out: Float32Array): void {
  const isInverse = scale.values === 'inverse';
  const { invalidValue } = scale;
  for (let i = 0; i < out.length; i++) {
    const value = values[start + i];
    if (!Number.isFinite(value)) out[i] = invalidValue;
    else if (!isInverse) out[i] = value;
    else out[i] = value > 0 ? 1 / value : invalidValue;
  }
}

/** The facts of a float file for JSON, which has no NaN: that becomes the text "NaN". */
export function floatFacts(picture: DepthPicture, scale: FloatScale): Record<string, unknown> {
  const { invalidValue, ...others } = scale;
  return {
    ...picture.meaning,
    ...others,
    bitsPerSample: 32,
    invalidValue: Number.isNaN(invalidValue) ? 'NaN' : invalidValue,
  };
}

/** Values that are written at a time. */
const CHUNK = 1 << 20;

/**
 * Writes the plane as raw little-endian float32 (the plane's unit or 1 / unit), its rows from the top down or from the bottom up. Throws
 * `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export async function sinkFloats(
  sink: Sink,
  { width, height, values }: DepthPicture,
  scale: FloatScale,
  order: 'down' | 'up',
  report: (share: number) => void,
): Promise<void> {
  const rows = Math.max(1, Math.floor(CHUNK / width));
  for (let done = 0; done < height; done += rows) {
    const count = Math.min(rows, height - done);
    const out = new Float32Array(count * width);
    for (let i = 0; i < count; i++) {
      const row = order === 'down' ? done + i : height - 1 - done - i;
      fillFloats(values, row * width, scale, out.subarray(i * width, (i + 1) * width));
    }
    await sink(new Uint8Array(out.buffer));
    report((done + count) / height);
  }
}
