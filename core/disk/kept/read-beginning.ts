import { readFileSync, statSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';

/*
 * Files that anybody may have put there: a pipe is waited for without end, a device gives without end, and either holds up what else is to be
 * read. Nothing but an ordinary file (or a link to one) is opened, and no more of it is read than is asked for.
 */

/** The first bytes of an ordinary file; null where there is none that can be read. Never fails. */
export async function readBeginning(path: string, mostBytes: number): Promise<Buffer | null> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) return null;
  const file = await open(path, 'r').catch(() => null);
  if (!file) return null;
  try {
    const buffer = Buffer.alloc(Math.min(mostBytes, facts.size));
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  } catch {
    return null;
  } finally {
    await file.close();
  }
}

/** The text of an ordinary file of at most so many bytes; null where there is none that can be read. Never fails. */
export async function readSmallText(path: string, mostBytes: number): Promise<string | null> {
  const bytes = await readBeginning(path, mostBytes + 1);
  return bytes === null || bytes.length > mostBytes ? null : bytes.toString('utf8');
}

/** As `readSmallText`, where nothing may come between. Never fails. */
export function readSmallTextNow(path: string, mostBytes: number): string | null {
  try {
    const facts = statSync(path);
    return facts.isFile() && facts.size <= mostBytes ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}
