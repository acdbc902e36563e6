import { srgbFromLinear } from '../../../contract/maths/srgb.ts';
import type { StatedColour } from './cicp.ts';
import type { GreyCurve } from './grey-profile.ts';

/** Pixels as their file has them: interleaved, one grey or three colours, and perhaps an alpha behind them. */
export interface Samples {
  width: number;
  height: number;
  data: Uint8Array | Uint16Array;
  channels: 1 | 2 | 3 | 4;
}

/** sRGB's curve as a table from linear light to 8 bits. */
const STEPS = 1 << 16;
let encoded: Uint8Array | undefined;
function encodeTable(): Uint8Array {
  encoded ??= Uint8Array.from({ length: STEPS + 1 }, (_, k) => Math.round(255 * srgbFromLinear(k / STEPS)));
  return encoded;
}

const largestOf = (data: Samples['data']) => (data instanceof Uint8Array ? 255 : 65_535);
const clamped = (value: number) => (value > 0 ? (value < 1 ? value : 1) : 0);

/**
 * Pixels whose colours are stated by numbers, as 8-bit sRGB of the same channels. What is brighter than white is brought below it by Reinhard's
 * extended operator on the largest of red, green and blue (E. Reinhard et al., "Photographic Tone Reproduction", eq. 4; as browsers do),
 * so that colours keep their hue; what lies outside sRGB is clipped.
 */
export function toSrgb({ width, height, data, channels }: Samples, colour: StatedColour): Samples {
  const { transfer, matrix, luminance } = colour;
  const largest = largestOf(data);
  const table = Float64Array.from({ length: largest + 1 }, (_, code) => transfer.toLinear(code / largest));
  const encode = encodeTable();
  const out = new Uint8Array(data.length);
  const isGrey = channels < 3;
  const hasAlpha = channels % 2 === 0;
  const whiteSquared = transfer.headroom ** 2;
  const { systemGamma = 1 } = transfer;
  const toDisplay = systemGamma === 1 ? 1 : transfer.headroom;
  const [m0, m1, m2] = matrix ?? [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  for (let at = 0; at < data.length; at += channels) {
    let r = table[data[at]];
    let g = isGrey ? r : table[data[at + 1]];
    let b = isGrey ? r : table[data[at + 2]];
    if (systemGamma !== 1) {
      const y = luminance[0] * r + luminance[1] * g + luminance[2] * b;
      const scale = y > 0 ? toDisplay * y ** (systemGamma - 1) : 0;
      r *= scale;
      g *= scale;
      b *= scale;
    }
    if (!isGrey && matrix) {
      const [x, y, z] = [r, g, b];
      r = m0[0] * x + m0[1] * y + m0[2] * z;
      g = m1[0] * x + m1[1] * y + m1[2] * z;
      b = m2[0] * x + m2[1] * y + m2[2] * z;
    }
    if (whiteSquared > 1) {
      const most = Math.max(r, g, b, 0);
      const scale = (1 + most / whiteSquared) / (1 + most);
      r *= scale;
      g *= scale;
      b *= scale;
    }
    out[at] = encode[Math.round(clamped(r) * STEPS)];
    if (!isGrey) {
      out[at + 1] = encode[Math.round(clamped(g) * STEPS)];
      out[at + 2] = encode[Math.round(clamped(b) * STEPS)];
    }
    if (hasAlpha) out[at + channels - 1] = Math.round((data[at + channels - 1] * 255) / largest);
  }
  return { width, height, data: out, channels };
}

/** Grey pixels (the first of their channels) through the curve of their profile, as 8-bit sRGB grey, with their alpha where they have one. */
export function greyToSrgb({ width, height, data, channels }: Samples, curve: GreyCurve): Samples {
  const largest = largestOf(data);
  const encode = encodeTable();
  const table = Uint8Array.from(
    { length: largest + 1 },
    (_, code) => encode[Math.round(clamped(curve(code / largest)) * STEPS)],
  );
  const hasAlpha = channels % 2 === 0;
  const made = hasAlpha ? 2 : 1;
  const out = new Uint8Array(width * height * made);
  for (let from = 0, to = 0; from < data.length; from += channels, to += made) {
    out[to] = table[data[from]];
    if (hasAlpha) out[to + 1] = Math.round((data[from + channels - 1] * 255) / largest);
  }
  return { width, height, data: out, channels: made };
}

/** The grey that stands behind transparent pixels: white things and black things both stay visible before it. */
export const BACKGROUND = 128;

/** Lays pixels whose colours were multiplied by their alpha already before the grey; channels without the alpha remain. */
export function flattenPremultiplied({ width, height, data, channels }: Samples): Samples {
  const colours = (channels - 1) as 1 | 3;
  const largest = largestOf(data);
  const grey = BACKGROUND / 255;
  const out =
    data instanceof Uint8Array
      ? new Uint8Array(width * height * colours)
      : new Uint16Array(width * height * colours);
  for (let from = 0, to = 0; from < data.length; from += channels, to += colours) {
    const behind = (largest - data[from + colours]) * grey;
    for (let k = 0; k < colours; k++) out[to + k] = Math.min(largest, Math.round(data[from + k] + behind));
  }
  return { width, height, data: out, channels: colours };
}
