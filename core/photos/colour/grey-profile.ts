import { profileTag } from './profile-tag.ts';

/** From a grey code 0..1 to linear light 0..1. */
export type GreyCurve = (code: number) => number;

/**
 * The curve of a grey profile (ICC.1:2022, §8.3.4, §10.6, §10.18: `kTRC` as a gamma, a table or a parametric curve); null where the profile
 * is of another colour space or has none that can be read.
 */
export function readGreyCurve(icc: Buffer): GreyCurve | null {
  const tag = icc.toString('latin1', 16, 20) === 'GRAY' ? profileTag(icc, 'kTRC') : null;
  try {
    return tag && readCurve(tag);
  } catch {
    // It ends before its curve does.
    return null;
  }
}

function readCurve(tag: Buffer): GreyCurve | null {
  const type = tag.toString('latin1', 0, 4);
  if (type === 'curv') return readTable(tag);
  return type === 'para' ? readParametric(tag) : null;
}

function readTable(tag: Buffer): GreyCurve {
  const length = tag.readUInt32BE(8);
  if (length === 0) return (code) => code;
  if (length === 1) {
    const gamma = tag.readUInt16BE(12) / 256;
    return (code) => code ** gamma;
  }
  const table = Float64Array.from({ length }, (_, k) => tag.readUInt16BE(12 + 2 * k) / 65_535);
  return (code) => {
    const place = code * (length - 1);
    const k = Math.min(length - 2, Math.floor(place));
    return table[k] + (table[k + 1] - table[k]) * (place - k);
  };
}

/** How many numbers each kind of parametric curve has: g, then a, b, c, d, e, f. */
const PARAMETERS = [1, 3, 4, 5, 7];

function readParametric(tag: Buffer): GreyCurve | null {
  const kind = tag.readUInt16BE(8);
  const count = PARAMETERS[kind];
  if (count === undefined) return null;
  const [g, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from(
    { length: count },
    (_, k) => tag.readInt32BE(12 + 4 * k) / 65_536,
  );
  switch (kind) {
    case 0:
      return (x) => x ** g;
    case 1:
      return (x) => (x >= -b / a ? (a * x + b) ** g : 0);
    case 2:
      return (x) => (x >= -b / a ? (a * x + b) ** g + c : c);
    case 3:
      return (x) => (x >= d ? (a * x + b) ** g : c * x);
    default:
      return (x) => (x >= d ? (a * x + b) ** g + e : c * x + f);
  }
}
