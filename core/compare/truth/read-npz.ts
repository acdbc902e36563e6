import { damaged } from '../../formats/limits.ts';
import { planeSides, readNpyHeader, readNpyPlane } from '../../formats/read-npy.ts';
import { readZip, type ZipEntry } from '../../formats/read-zip.ts';
import { chooseDepth } from './choose-depth.ts';
import type { RawTruth } from './raw-truth.ts';

const MASK_NAME = /^(valid|valid_?mask|mask|depth_?mask)$/i;

interface NamedPlane {
  name: string;
  height: number;
  width: number;
  entry: ZipEntry;
}

/**
 * A NumPy archive: the array whose name says depth, else the first plane (height x width, row by row, in the unit of the file); an array
 * called mask or valid of the same shape is applied. Only these two are unpacked.
 * Throws `bad-input` where the archive is damaged, would grow out of proportion or has no array of two dimensions, `unsupported-format`
 * where an array holds something else than real numbers.
 */
export function readNpzTruth(bytes: Buffer, name: string): RawTruth {
  const arrays = readZip(bytes, name).flatMap((entry) => planeOf(entry, name));
  const planes = arrays.filter((array) => !MASK_NAME.test(array.name));
  const chosen = chooseDepth(planes);
  if (!chosen) throw damaged(name, 'it holds no array of two dimensions');
  const read = ({ entry }: NamedPlane) => readNpyPlane(entry.bytes(), `${name}/${entry.name}`);
  const truth: RawTruth = { format: 'npz', ...read(chosen), notes: [] };
  const others = planes.filter((array) => array !== chosen).map((array) => `"${array.name}"`);
  truth.notes.push(
    `Read the array "${chosen.name}"${others.length > 0 ? `; also there: ${others.join(', ')}` : ''}.`,
  );
  const mask = arrays.find(
    (array) => MASK_NAME.test(array.name) && array.height === chosen.height && array.width === chosen.width,
  );
  if (mask) {
    const { values } = read(mask);
    truth.values = Float32Array.from(truth.values, (value, i) => (values[i] ? value : Number.NaN));
    truth.notes.push(`Pixels where "${mask.name}" is zero do not count.`);
  }
  return truth;
}

/** None where the entry is no array of numbers with two sides. */
function planeOf(entry: ZipEntry, archive: string): NamedPlane[] {
  if (!entry.name.endsWith('.npy')) return [];
  const head = entry.head();
  try {
    const sides = planeSides(readNpyHeader(head, `${archive}/${entry.name}`).shape);
    return sides ? [{ name: entry.name.slice(0, -4), height: sides[0], width: sides[1], entry }] : [];
  } catch {
    // Texts, objects and records lie beside the depth in many archives.
    return [];
  }
}
