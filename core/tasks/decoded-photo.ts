import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isAddress } from '../../contract/address.ts';
import type { Pixels } from '../../contract/photo.ts';
import { requireUnaltered } from '../disk/require-unaltered.ts';
import { decodePixels, pixelsOfPhoto } from '../photos/decode.ts';
import type { OpenedPhoto } from '../photos/open.ts';

/** Photos of more pixels are not kept: 40 megapixels are 120 MB. */
const MOST_PIXELS = 40e6;

/** A photo, or a failure, with what its file looked like before it was read. */
interface Kept {
  path: string;
  stamp: string;
  pixels: Promise<Pixels | null>;
}

/** The photo that was asked for last, and the one that was decoded ahead. */
let last: Kept | null = null;
let ahead: Kept | null = null;
/** The photo that was read last as it came in: its file gets another name, and stays what it is. */
let brought: Kept | null = null;

/**
 * The pixels of a photo, decoded once for runs that follow each other on it, and ahead of its run where `decodeAhead` was told. Its file is
 * held to its name when it is decoded, and again when its size, time or inode change. Throws what `decodePixels` throws, `altered` where
 * the file is not what was kept.
 */
export async function decodedPhoto(path: string): Promise<Pixels> {
  const stamp = await stampOf(path);
  const known = [last, ahead].find((kept) => kept?.path === path && kept.stamp === stamp && stamp !== '');
  // What failed ahead is tried again, where somebody hears why.
  const photo = (await known?.pixels) ?? (await broughtPhoto(path, stamp)) ?? (await decode(path));
  const isKept = isAddress(basename(path)) && photo.width * photo.height <= MOST_PIXELS;
  last = isKept ? { path, stamp, pixels: Promise.resolve(photo) } : null;
  if (ahead?.path === path) ahead = null;
  return photo;
}

/** Decodes the photo of the next run while this one computes; nobody waits for it. */
export async function decodeAhead(path: string): Promise<void> {
  if (!isAddress(basename(path)) || last?.path === path || ahead?.path === path) return;
  const stamp = await stampOf(path);
  const pixels = decode(path).then(
    (photo) => (photo.width * photo.height <= MOST_PIXELS ? photo : null),
    () => null,
  );
  ahead = { path, stamp, pixels };
  await pixels;
}

/** Decodes an opened photo, and keeps its pixels for who asks for its depth next. Throws as `decodePixels` does. */
export async function decodeToKeep(path: string, photo: OpenedPhoto): Promise<Pixels> {
  const stamp = await stampOf(path);
  const pixels = await pixelsOfPhoto(photo);
  const isKept = stamp !== '' && pixels.width * pixels.height <= MOST_PIXELS;
  brought = isKept ? { path, stamp, pixels: Promise.resolve(pixels) } : null;
  return pixels;
}

/** The pixels of a photo that was brought in, of which the same file is asked for. It is held to its name; nothing is kept afterwards. */
async function broughtPhoto(path: string, stamp: string): Promise<Pixels | null> {
  const found = brought;
  brought = null;
  if (stamp === '' || found?.stamp !== stamp) return null;
  await requireUnaltered(path);
  return found.pixels;
}

/** Decoded while it is read for its hash; that it was altered is said first. */
async function decode(path: string): Promise<Pixels> {
  const decoding = decodePixels(path);
  decoding.catch(() => {});
  await requireUnaltered(path);
  return decoding;
}

/** Empty where the file cannot be asked: decoding it says why. */
async function stampOf(path: string): Promise<string> {
  const facts = await stat(path).catch(() => null);
  return facts ? `${facts.size} ${facts.mtimeMs} ${facts.ino}` : '';
}
