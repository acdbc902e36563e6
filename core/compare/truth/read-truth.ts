import { readFile } from 'node:fs/promises';
import { DepthroomError } from '../../../contract/errors.ts';
import { systemFailure } from '../../disk/system-failure.ts';
import { damaged, type RawTruth } from './raw-truth.ts';
import { readDpt } from './read-dpt.ts';
import { readExr } from './read-exr.ts';
import { readNpyTruth, readNpz } from './read-numpy.ts';
import { readPfm } from './read-pfm.ts';
import { readPng } from './read-png.ts';
import { readTiff } from './read-tiff.ts';

type Reader = (bytes: Buffer, name: string) => RawTruth | Promise<RawTruth>;

/** By the first bytes, never by the name. */
const READERS: readonly [isIt: (bytes: Buffer) => boolean, read: Reader][] = [
  [(bytes) => bytes.readUInt32BE(0) === 0x89504e47, readPng],
  [(bytes) => ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].includes(bytes.toString('latin1', 0, 4)), readTiff],
  [(bytes) => bytes.readUInt32LE(0) === 20000630, readExr],
  [(bytes) => /^P[fF]\s/.test(bytes.toString('latin1', 0, 3)), readPfm],
  [(bytes) => bytes.toString('latin1', 0, 6) === '\x93NUMPY', readNpyTruth],
  [(bytes) => bytes.readUInt32LE(0) === 0x04034b50, readNpz],
  [(bytes) => bytes.readFloatLE(0) === 202021.25, readDpt],
];

/** The numbers of a ground-truth file. Files that cannot be read are refused with a sentence. */
export async function readTruth(path: string, name: string): Promise<RawTruth> {
  const bytes = await readFile(path).catch((thrown) => {
    throw systemFailure(thrown, `read ${name}`);
  });
  const reader = bytes.length > 12 ? READERS.find(([isIt]) => isIt(bytes))?.[1] : undefined;
  if (!reader) {
    throw new DepthroomError(
      'unsupported-format',
      `Expected ground truth as 16-bit PNG, TIFF, EXR, PFM, NPY, NPZ or Sintel .dpt, but ${name} is none of these.`,
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
