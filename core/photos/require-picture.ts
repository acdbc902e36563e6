import { type FileHandle, open, stat } from 'node:fs/promises';
import { DepthroomError } from '../../contract/errors.ts';
import { refuseFile, refuseSignature } from './refusal.ts';
import { readSignature, SIGNATURE_BYTES } from './signature.ts';

/** Refuses what is no ordinary file before it is opened: opening a pipe would wait for ever. */
export async function checkFile(path: string, name: string) {
  const entry = await stat(path);
  if (entry.isDirectory())
    throw new DepthroomError('bad-input', `${name} is a folder; choose the photos in it.`);
  if (!entry.isFile())
    throw new DepthroomError('bad-input', `${name} is not an ordinary file; choose a photo.`);
  if (entry.size === 0) {
    throw new DepthroomError(
      'not-an-image',
      `${name} is empty (0 bytes); copy it again from where it came from.`,
    );
  }
}

/**
 * Refuses what is no file of a kind that is read, by its first bytes, before it is copied anywhere.
 *
 * Throws `not-found`, `no-permission`, `bad-input`, `not-an-image` or `unsupported-format`.
 */
export async function requirePicture(path: string, name: string): Promise<void> {
  let file: FileHandle | undefined;
  try {
    await checkFile(path, name);
    file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGNATURE_BYTES), 0, SIGNATURE_BYTES, 0);
    const signature = readSignature(buffer.subarray(0, bytesRead));
    if (!signature || !('format' in signature)) throw refuseSignature(name, signature);
  } catch (thrown) {
    throw thrown instanceof DepthroomError ? thrown : refuseFile(name, thrown);
  } finally {
    await file?.close();
  }
}
