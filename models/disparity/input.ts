import type { PackOf } from '../../contract/pack.ts';
import type { Pixels } from '../../contract/photo.ts';
import { roundHalfToEven } from '../pipeline/half.ts';
import { resizeChannel, type Size } from '../pipeline/resize.ts';

type Rules = PackOf<'disparity'>['input'];

/**
 * Size of the network's input in pixels. `lower-bound`: the larger of the scales that bring a side to `shortSide`, so that both are at
 * least that (the Resize of MiDaS and Depth Anything); `minimal`: of the two the one nearer to 1 (Hugging Face's DPTImageProcessor).
 * Rounded to multiples, up where rounding would fall below the bound.
 */
export function networkSizeOf(photo: Size, { rule, multipleOf }: Rules, shortSide: number): Size {
  const scaleX = shortSide / photo.width;
  const scaleY = shortSide / photo.height;
  const nearerToOne = Math.abs(1 - scaleX) < Math.abs(1 - scaleY) ? scaleX : scaleY;
  const scale = rule === 'lower-bound' ? Math.max(scaleX, scaleY) : nearerToOne;
  const lowest = rule === 'lower-bound' ? Math.ceil(shortSide / multipleOf) : 1;
  const round = (length: number) =>
    Math.max(roundHalfToEven((length * scale) / multipleOf), lowest) * multipleOf;
  return { width: round(photo.width), height: round(photo.height) };
}

/**
 * The photo as three planes (R, G, B; each height x width of `size`, row by row): 0..1, less `mean`, over `std`. Bicubic as in the two
 * sources: plain with a = -0.75 (OpenCV) for `lower-bound`, antialiased with a = -0.5 (Pillow) for `minimal`.
 */
export function networkInput(photo: Pixels, size: Size, { rule, mean, std }: Rules): Float32Array {
  const area = size.width * size.height;
  const planes = new Float32Array(3 * area);
  for (let channel = 0; channel < 3; channel++) {
    const plane = resizeChannel(photo.rgb, channel, photo, size, {
      method: 'bicubic',
      antialias: rule === 'minimal',
    });
    for (let i = 0; i < area; i++)
      planes[channel * area + i] = (plane[i] / 255 - mean[channel]) / std[channel];
  }
  return planes;
}
