import { boxBlur } from './box-blur.ts';
import { sampleBilinear } from './sample-bilinear.ts';

/**
 * The guided filter of He, Sun & Tang (2013, Guided Image Filtering, equations 5, 6 and 8): the answer is locally a line of the guide, q = mean(a) I +
 * mean(b) with a = cov(I, p) / (var(I) + epsilon), b = mean(p) - a mean(I) over boxes of (2 `reach` + 1)^2 pixels. So the edges of the map
 * are laid onto those of the guide.
 *
 * `values` and `guide` are `height` x `width` (any unit, and 0..1), row by row. NaN stays NaN and counts nowhere: means are those of the valid pixels.
 */
export function guidedFilter(
  values: Float64Array,
  guide: Float64Array,
  { width, height, reach, epsilon }: { width: number; height: number; reach: number; epsilon: number },
): Float64Array {
  const pixels = width * height;
  const plane = () => new Float64Array(pixels);
  const [share, meanI, meanP, meanIP, meanII] = [plane(), plane(), plane(), plane(), plane()];
  for (let p = 0; p < pixels; p++) {
    const value = values[p];
    if (Number.isNaN(value)) continue;
    const light = guide[p];
    share[p] = 1;
    meanI[p] = light;
    meanP[p] = value;
    meanIP[p] = light * value;
    meanII[p] = light * light;
  }
  for (const each of [share, meanI, meanP, meanIP, meanII]) boxBlur(each, width, height, reach);
  for (let p = 0; p < pixels; p++) {
    if (Number.isNaN(values[p])) {
      meanI[p] = 0;
      meanP[p] = 0;
      continue;
    }
    const light = meanI[p] / share[p];
    const value = meanP[p] / share[p];
    const slope = (meanIP[p] / share[p] - light * value) / (meanII[p] / share[p] - light * light + epsilon);
    meanI[p] = slope;
    meanP[p] = value - slope * light;
  }
  boxBlur(meanI, width, height, reach);
  boxBlur(meanP, width, height, reach);
  const out = plane();
  for (let p = 0; p < pixels; p++)
    out[p] = Number.isNaN(values[p]) ? Number.NaN : (meanI[p] * guide[p] + meanP[p]) / share[p];
  return out;
}

/**
 * Brightness of a photo, 0..1, at another size: Rec. 709 luma of its sRGB bytes (`channels` for each pixel), sampled bilinearly at pixel
 * centres. `to.height` x `to.width` values.
 */
export function guideOf(
  bytes: ArrayLike<number>,
  from: { width: number; height: number; channels: number },
  to: { width: number; height: number },
): Float32Array {
  return sampleBilinear(from, to, (x, y) => {
    const p = from.channels * (y * from.width + x);
    return (0.2126 * bytes[p] + 0.7152 * bytes[p + 1] + 0.0722 * bytes[p + 2]) / 255;
  });
}
