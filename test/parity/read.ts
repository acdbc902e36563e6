import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Pixels } from '../../contract/photo.ts';

/** Folder of the goldens. */
export const PARITY = import.meta.dirname;

export interface Output {
  file: string;
  shape: number[];
  tolerance: number;
  relative: boolean;
}

export interface Ensembling {
  scale: number[];
  shift: number[];
  disagreement: { reference: number };
  meanTolerance: number;
}

export interface Case {
  id: string;
  kind: string;
  pack: string | null;
  image: string;
  settings: Record<string, number | boolean | string> & { target?: number[] };
  outputs: Record<string, Output>;
  main: string;
  coarse?: string;
  anchor?: { scale: number; shift: number };
  ensembling?: Ensembling;
  networkSize?: number[];
}

interface Unit {
  id: string;
  file: string;
  tolerance: number;
}

const index = readJson<{ cases: Case[]; units: Unit[] }>('cases.json');

/** Every case of a system: `pipeline.<system>`. */
export function casesOf(system: string): Case[] {
  return index.cases.filter((each) => each.kind === `pipeline.${system}`);
}

/** The rows of a unit with the tolerance that the index states. */
export function readUnit<T>(id: string): { rows: T; tolerance: number } {
  const unit = index.units.find((each) => each.id === id);
  if (!unit) throw new Error(`no unit ${id}`);
  return { rows: readJson<T>(unit.file), tolerance: unit.tolerance };
}

/** Values of a NumPy file (format 1.0, little-endian float32, C order). */
export function readNpy(file: string): Float32Array {
  const bytes = readFileSync(join(PARITY, file));
  const start = 10 + bytes.readUInt16LE(8);
  const header = bytes.toString('latin1', 10, start);
  if (!header.includes("'<f4'") || !header.includes("'fortran_order': False"))
    throw new Error(`unexpected header ${header}`);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length));
}

/** An image of the goldens as the app decodes photos: interleaved 8-bit RGB. */
export async function readImage(file: string): Promise<Pixels> {
  const { data, info } = await sharp(join(PARITY, file))
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`${file} has ${info.channels} channels`);
  return { width: info.width, height: info.height, rgb: new Uint8Array(data) };
}

/** Largest difference of two arrays of one length; relative to the reference where asked. NaN anywhere gives NaN. */
export function largestDifference(
  received: ArrayLike<number>,
  expected: ArrayLike<number>,
  relative = false,
): number {
  if (received.length !== expected.length)
    throw new Error(`${received.length} values, expected ${expected.length}`);
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(received[i] - expected[i]) / (relative ? Math.abs(expected[i]) : 1);
    if (Number.isNaN(difference)) return Number.NaN;
    largest = Math.max(largest, difference);
  }
  return largest;
}

/** A JSON file of the goldens. */
export function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(join(PARITY, file), 'utf8')) as T;
}

/** How the weights of a case come to the app: as a pack of the goldens, or as a checkpoint that is bound (bound-packs.ts). */
export type FolderOf = (pack: string) => string | Promise<string>;
export const folderOfPack: FolderOf = (pack) => join(PARITY, 'packs', pack);
