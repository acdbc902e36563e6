/** Reads bytes at an offset; fewer come back where the source ends. */
export type ReadBytes = (offset: number, length: number) => Promise<Buffer>;

/** Bytes in memory to read from; views, not copies. */
export function bytesReader(bytes: Buffer): ReadBytes {
  return async (offset, length) => bytes.subarray(offset, offset + length);
}
