import { DepthroomError } from '../../../contract/errors.ts';
import { HDF5_SIGNATURE } from '../../formats/hdf5/read-hdf5.ts';
import { damaged } from '../../formats/limits.ts';
import type { NumberPlane } from '../../formats/number-plane.ts';
import { readDpt } from '../../formats/read-dpt.ts';
import { readNpyPlane } from '../../formats/read-npy.ts';
import { readPfm } from '../../formats/read-pfm.ts';
import { readPng } from '../../formats/read-png.ts';
import { readWholeFile } from '../../formats/read-whole-file.ts';
import { readTiff } from '../../formats/tiff/read-tiff.ts';
import { undoGreyScale } from './own-grey-scale.ts';
import type { RawTruth } from './raw-truth.ts';
import { readExrTruth } from './read-exr-truth.ts';
import { readGDepthTruth } from './read-gdepth.ts';
import { readHdf5Truth } from './read-hdf5-truth.ts';
import { readNpzTruth } from './read-npz.ts';

type Reader = (bytes: Buffer, name: string) => RawTruth | Promise<RawTruth>;

/** A format that says nothing but the numbers. */
const plain =
  (format: RawTruth['format'], read: (bytes: Buffer, name: string) => NumberPlane): Reader =>
  (bytes, name) => ({ format, ...read(bytes, name), notes: [] });

const readPngTruth: Reader = async (bytes, name) => {
  const { texts, ...plane } = await readPng(bytes, name);
  return undoGreyScale({ format: 'png', ...plane, notes: [] }, texts.get('Depthroom'));
};

const readTiffTruth: Reader = async (bytes, name) => {
  const { description, ...plane } = await readTiff(bytes, name);
  return undoGreyScale({ format: 'tiff', ...plane, notes: [] }, description);
};

/** By the first bytes, never by the name. */
const READERS: readonly [isIt: (bytes: Buffer) => boolean, read: Reader][] = [
  [(bytes) => bytes.readUInt32BE(0) === 0x89504e47, readPngTruth],
  [(bytes) => ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(bytes.toString('latin1', 0, 4)), readTiffTruth],
  [(bytes) => bytes.readUInt32LE(0) === 20000630, readExrTruth],
  [(bytes) => /^P[fF]\s/.test(bytes.toString('latin1', 0, 3)), plain('pfm', readPfm)],
  [(bytes) => bytes.toString('latin1', 0, 6) === '\x93NUMPY', plain('npy', readNpyPlane)],
  [(bytes) => bytes.readUInt32LE(0) === 0x04034b50, readNpzTruth],
  [(bytes) => bytes.toString('latin1', 0, 8) === HDF5_SIGNATURE, readHdf5Truth],
  [(bytes) => bytes.readFloatLE(0) === 202021.25, plain('dpt', readDpt)],
  [(bytes) => bytes.toString('latin1', 0, 3) === '\xff\xd8\xff', readGDepthTruth],
];

/**
 * The numbers of a ground-truth file (height x width, row by row, in the unit of the file); `name` is what sentences call it.
 * Throws `unsupported-format` where it is of another kind, `bad-input` where it is damaged or would grow out of proportion, `too-large`
 * where it has over 2 GiB, `not-found`, `no-permission` or `internal` where the system does not read it.
 */
export async function readTruth(path: string, name: string): Promise<RawTruth> {
  const bytes = await readWholeFile(path, name);
  const reader = bytes.length > 12 ? READERS.find(([isIt]) => isIt(bytes))?.[1] : undefined;
  if (!reader) {
    throw new DepthroomError(
      'unsupported-format',
      `Expected ground truth as 16-bit PNG, TIFF, EXR, PFM, NPY, NPZ, HDF5, Sintel .dpt or GDepth JPEG, but ${name} is none of these.`,
    );
  }
  try {
    return await reader(bytes, name);
  } catch (thrown) {
    if (thrown instanceof DepthroomError) throw thrown;
    // Reads beyond the end and broken packing: what the header promised is not there.
    throw damaged(name);
  }
}
