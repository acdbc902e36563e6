import { type FileHandle, readFile } from 'node:fs/promises';
import type { Reading } from './reading.ts';

const END = Buffer.from([0xff, 0xd9]);
const START_OF_SCAN = Buffer.from([0xff, 0xda]);

/**
 * A JPEG without the mark at its end, which some cameras and recovery programs leave off: with the mark it is read, strictly, so that one
 * which lacks more than that is found out. Null for a file that has its end.
 */
export async function readEndless(
  file: FileHandle,
  path: string,
): Promise<(Reading & { isStrict: true }) | null> {
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, Math.max(0, size - 2));
  if (bytesRead === 2 && buffer.equals(END)) return null;
  const bytes = await readFile(path);
  if (bytes.lastIndexOf(END) > bytes.lastIndexOf(START_OF_SCAN)) return null;
  return {
    isStrict: true,
    notes: ['The file lacks the mark at its end; all of its picture is there.'],
    plain: async () => Buffer.concat([bytes, END]),
  };
}
