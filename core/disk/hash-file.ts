import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** sha256 of bytes (FIPS 180-4), in lower-case hexadecimal. */
export function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * sha256 of a file (FIPS 180-4), in lower-case hexadecimal, read as a stream. What the system says where it cannot be read passes as it is.
 */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
