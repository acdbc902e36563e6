import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** sha256 of bytes (FIPS 180-4), in lower-case hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * sha256 of a file (FIPS 180-4), in lower-case hexadecimal, read as a stream. What the system says where it cannot be read passes as it is,
 * and what `createReadStream` throws once `signal` is aborted.
 */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const options = { highWaterMark: 1 << 20, ...(signal && { signal }) };
  for await (const chunk of createReadStream(path, options)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
