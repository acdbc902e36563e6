import { srgbFromLinear } from '../../../contract/maths/srgb.ts';
import type { TiffSamples } from '../../formats/tiff/read-samples.ts';

/** Beyond so many times white, numbers are no light but measurements, which are laid between black and white. */
const MOST_LIGHT = 16;

/**
 * Floats as 16-bit sRGB codes: linear light, of which 1 is white (the convention of Photoshop and of renderers); NaN is black. Where over one
 * number in a hundred lies beyond 16 times white they are measurements: the smallest is black then, the largest white.
 */
export function floatsToCodes({ data }: TiffSamples): Uint16Array {
  let beyond = 0;
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (const value of data) {
    if (!Number.isFinite(value)) continue;
    if (value > MOST_LIGHT) beyond++;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  const isLight = beyond <= data.length / 100;
  const out = new Uint16Array(data.length);
  for (let k = 0; k < data.length; k++) {
    const value = data[k];
    if (isLight) out[k] = encodeLight(value > 0 ? Math.min(1, value) : 0);
    else if (value >= smallest)
      out[k] = (65_535 * (Math.min(value, largest) - smallest)) / (largest - smallest || 1);
  }
  return out;
}

function encodeLight(linear: number): number {
  return Math.round(65_535 * srgbFromLinear(linear));
}

/** Linear light of sRGB from XYZ relative to D50: the inverse of the colorants of sRGB's profile (ICC, sRGB v4 preference, Bradford). */
const FROM_D50 = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
];
const D50 = [0.9642, 1, 0.8249];

/** L*a*b* of 8 bits, CIE (8: a and b signed) or ICC (9: from -128 on), relative to D50 (TIFF 6.0, §23; TIFF Technical Note 4), as 8-bit sRGB. */
export function labToRgb({ data, channels, width, height }: TiffSamples, photometric: number): Uint8Array {
  const out = new Uint8Array(width * height * 3);
  const signed = (code: number) => (photometric === 9 ? code - 128 : code > 127 ? code - 256 : code);
  const inverse = (t: number) => (t > 6 / 29 ? t ** 3 : 3 * (6 / 29) ** 2 * (t - 4 / 29));
  for (let from = 0, to = 0; to < out.length; from += channels, to += 3) {
    const y = ((data[from] * 100) / 255 + 16) / 116;
    const xyz = [y + signed(data[from + 1]) / 500, y, y - signed(data[from + 2]) / 200].map(
      (t, k) => inverse(t) * D50[k],
    );
    for (let k = 0; k < 3; k++) {
      const [a, b, c] = FROM_D50[k];
      const light = a * xyz[0] + b * xyz[1] + c * xyz[2];
      out[to + k] = Math.round(encodeLight(Math.max(0, Math.min(1, light))) / 257);
    }
  }
  return out;
}

/** Luminance and colour differences of 8 bits (TIFF 6.0, §21, "YCbCrCoefficients" and "ReferenceBlackWhite") as RGB. */
export function ycbcrToRgb(
  { data, channels, width, height }: TiffSamples,
  coefficients: number[] | undefined,
  reference: number[] | undefined,
): Uint8Array {
  const [red, green, blue] = coefficients?.length === 3 ? coefficients : [0.299, 0.587, 0.114];
  const [y0, y1, b0, b1, r0, r1] = reference?.length === 6 ? reference : [0, 255, 128, 255, 128, 255];
  const byte = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
  const out = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < out.length; from += channels, to += 3) {
    const y = ((data[from] - y0) * 255) / (y1 - y0);
    const b = y + (((data[from + 1] - b0) * 127) / (b1 - b0)) * (2 - 2 * blue);
    const r = y + (((data[from + 2] - r0) * 127) / (r1 - r0)) * (2 - 2 * red);
    out[to] = byte(r);
    out[to + 1] = byte((y - blue * b - red * r) / green);
    out[to + 2] = byte(b);
  }
  return out;
}
