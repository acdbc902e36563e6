import { linearFromSrgb } from '../../../contract/maths/srgb.ts';

/*
 * Colours that are stated by numbers instead of by a profile (ITU-T H.273, "coding-independent code points"): cICP of PNG, nclx of AVIF and
 * HEIC; and by the chromaticities and the gamma of PNG.
 */

type Matrix = readonly (readonly number[])[];
/** x and y (CIE 1931) of red, green, blue and white. */
export type Chromaticities = readonly [number, number, number, number, number, number, number, number];

const D65 = [0.3127, 0.329] as const;
const BT709: Chromaticities = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, ...D65];
const PRIMARIES: Readonly<Record<number, { name: string; xy: Chromaticities }>> = {
  1: { name: 'sRGB', xy: BT709 },
  4: { name: 'BT.470 M', xy: [0.67, 0.33, 0.21, 0.71, 0.14, 0.08, 0.31, 0.316] },
  5: { name: 'BT.601 (625)', xy: [0.64, 0.33, 0.29, 0.6, 0.15, 0.06, ...D65] },
  6: { name: 'BT.601 (525)', xy: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, ...D65] },
  7: { name: 'SMPTE 240M', xy: [0.63, 0.34, 0.31, 0.595, 0.155, 0.07, ...D65] },
  9: { name: 'BT.2020', xy: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046, ...D65] },
  11: { name: 'DCI-P3', xy: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.314, 0.351] },
  12: { name: 'Display P3', xy: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, ...D65] },
  22: { name: 'EBU 3213', xy: [0.63, 0.34, 0.295, 0.605, 0.155, 0.077, ...D65] },
};

/** Luminance of diffuse white in cd/m² (ITU-R BT.2408, §2), and the brightest that is expected where a file does not say. */
const REFERENCE_WHITE = 203;
const USUAL_PEAK = 1000;

/** How numbers become light. */
export interface Transfer {
  name: string;
  /** From a code 0..1 to linear light, where 1 is white. */
  toLinear(code: number): number;
  /** How many times brighter than white the brightest may be; 1 where nothing is. */
  headroom: number;
  /** The display's own curve (ITU-R BT.2100, table 5, OOTF): a power of the luminance. */
  systemGamma?: number;
}

/** ITU-R BT.2100, table 4: in cd/m². */
function pqToNits(code: number): number {
  const p = code ** (32 / 2523);
  return 10_000 * (Math.max(0, p - 107 / 128) / (2413 / 128 - (2392 / 128) * p)) ** (8192 / 1305);
}

/** ITU-R BT.2100, table 5: light of the scene, 0..1. */
function hlgToScene(code: number): number {
  const [a, b, c] = [0.17883277, 0.28466892, 0.55991073];
  return code <= 0.5 ? (code * code) / 3 : (Math.exp((code - c) / a) + b) / 12;
}

const power = (gamma: number): Transfer => ({
  name: `gamma ${Number(gamma.toFixed(3))}`,
  toLinear: (code) => code ** gamma,
  headroom: 1,
});
const SRGB: Transfer = { name: 'sRGB', toLinear: linearFromSrgb, headroom: 1 };

/** The transfer of a code point; null where it is none that photos have. `peak`: the brightest pixel in cd/m², where the file says it. */
function transferOf(code: number, peak: number | null): Transfer | null {
  switch (code) {
    // The curve of cameras for video is that of the screen where a photo is concerned: what all encoders of photos mean by it.
    case 1:
    case 2:
    case 6:
    case 13:
    case 14:
    case 15:
      return SRGB;
    case 4:
      return power(2.2);
    case 5:
      return power(2.8);
    case 8:
      return { ...power(1), name: 'linear' };
    case 17:
      return power(2.6);
    case 16:
      return {
        name: 'PQ',
        toLinear: (v) => pqToNits(v) / REFERENCE_WHITE,
        headroom: Math.max(1, (peak ?? USUAL_PEAK) / REFERENCE_WHITE),
      };
    case 18:
      return {
        name: 'HLG',
        toLinear: hlgToScene,
        headroom: USUAL_PEAK / REFERENCE_WHITE,
        systemGamma: 1.2,
      };
    default:
      return null;
  }
}

/** What the numbers of a picture mean, where no profile says it. */
export interface StatedColour {
  /** For a person: "Display P3, PQ". */
  name: string;
  transfer: Transfer;
  /** Linear light of the file to that of sRGB; null where both are the same. */
  matrix: Matrix | null;
  /** Sums of luminance of the file's own primaries, for its display curve. */
  luminance: readonly [number, number, number];
}

function multiply(a: Matrix, b: Matrix): number[][] {
  return a.map((row) => b[0].map((_, k) => row.reduce((sum, value, i) => sum + value * b[i][k], 0)));
}

function invert([[a, b, c], [d, e, f], [g, h, i]]: Matrix): number[][] {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  return [
    [e * i - f * h, c * h - b * i, b * f - c * e],
    [f * g - d * i, a * i - c * g, c * d - a * f],
    [d * h - e * g, b * g - a * h, a * e - b * d],
  ].map((row) => row.map((value) => value / determinant));
}

/** SMPTE RP 177: linear RGB to XYZ by chromaticities. */
function toXyz(xy: Chromaticities): number[][] {
  const column = (k: number) => [xy[k] / xy[k + 1], 1, (1 - xy[k] - xy[k + 1]) / xy[k + 1]];
  const columns = [column(0), column(2), column(4)];
  const white = column(6);
  const base = [0, 1, 2].map((row) => columns.map((each) => each[row]));
  const scale = invert(base).map((row) => row.reduce((sum, value, k) => sum + value * white[k], 0));
  return base.map((row) => row.map((value, k) => value * scale[k]));
}

/** Bradford (ICC.1:2022, annex E): from one white to another. */
function adapt(from: readonly number[], to: readonly number[]): number[][] {
  const bradford = [
    [0.8951, 0.2664, -0.1614],
    [-0.7502, 1.7135, 0.0367],
    [0.0389, -0.0685, 1.0296],
  ];
  const cone = (xyz: readonly number[]) =>
    bradford.map((row) => row.reduce((sum, value, k) => sum + value * xyz[k], 0));
  const [a, b] = [cone(from), cone(to)];
  const scaled = bradford.map((row, k) => row.map((value) => (value * b[k]) / a[k]));
  return multiply(invert(bradford), scaled);
}

const whiteOf = (xy: Chromaticities) => [xy[6] / xy[7], 1, (1 - xy[6] - xy[7]) / xy[7]];
const isSame = (a: Chromaticities, b: Chromaticities) => a.every((v, k) => Math.abs(v - b[k]) < 0.002);

function colourOf(name: string, xy: Chromaticities, transfer: Transfer): StatedColour | null {
  if (!xy.every((value) => value > 0 && value < 1)) return null;
  const own = toXyz(xy);
  const matrix = isSame(xy, BT709)
    ? null
    : multiply(multiply(invert(toXyz(BT709)), adapt(whiteOf(xy), whiteOf(BT709))), own);
  if (transfer === SRGB && matrix === null) return null;
  const label = transfer === SRGB ? name : `${name}, ${transfer.name}`;
  return { name: label, transfer, matrix, luminance: own[1] as [number, number, number] };
}

/**
 * What the code points of ITU-T H.273 mean; null for sRGB and what stands for it, and for what no photo has. The primaries of BT.601 lie
 * so close to those of sRGB that encoders write one for the other.
 *
 * @param peak the brightest pixel in cd/m², where the file says it
 */
export function colourOfCodes(
  primaries: number,
  transfer: number,
  peak: number | null = null,
): StatedColour | null {
  const found = PRIMARIES[[2, 5, 6, 7, 22].includes(primaries) ? 1 : primaries];
  const curve = transferOf(transfer, peak);
  return found && curve ? colourOf(found.name, found.xy, curve) : null;
}

/** What the gAMA and cHRM of a PNG mean (PNG, third edition, §11.3.2.1-2); null for sRGB. `gamma` is the exponent that encoded it, as 1 / 2.2. */
export function colourOfGamma(gamma: number, xy: Chromaticities | null): StatedColour | null {
  if (!(gamma > 0.1 && gamma <= 4)) return null;
  // Whoever writes 1 / 2.2 means sRGB.
  const isUsual = Math.abs(gamma - 1 / 2.2) < 0.005;
  const transfer = isUsual ? SRGB : gamma === 1 ? { ...power(1), name: 'linear' } : power(1 / gamma);
  const isSrgb = xy === null || isSame(xy, BT709);
  return colourOf(isSrgb ? 'sRGB primaries' : 'stated primaries', xy ?? BT709, transfer);
}
