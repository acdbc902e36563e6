import { createHash } from 'node:crypto';
import { withoutExtension } from '../../contract/photo-files.ts';

/** Bytes that a name may have on ext4, APFS, Btrfs, XFS and most others; NTFS and exFAT count 255 UTF-16 units, which are never more. */
const NAME_BYTES = 255;
/** Leaves room for `.<pack id>.uncertainty.npy.json` behind a stem, a pack id of 64 included. */
const STEM_BYTES = 150;
/** A pack id with its dot. */
const PACK_BYTES = 65;

/** Made where a name is too long: it reads tables for longer than most commands take. */
let characters: Intl.Segmenter | undefined;

/**
 * The beginning of a name that takes at most so many bytes of UTF-8, cut between characters as people see them: a letter keeps its accents,
 * a family stays together.
 */
export function cutToBytes(name: string, bytes: number): string {
  if (Buffer.byteLength(name) <= bytes) return name;
  let kept = '';
  let length = 0;
  characters ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  for (const { segment } of characters.segment(name)) {
    length += Buffer.byteLength(segment);
    if (length > bytes) break;
    kept += segment;
  }
  return kept;
}

/**
 * What files made of a photo are called by: its file name without the extension, free of characters that some file systems refuse
 * (Microsoft, "Naming Files, Paths, and Namespaces"), at most 150 bytes long.
 */
export function stemOf(name: string): string {
  return cutToBytes(withoutForbidden(withoutExtension(name.toWellFormed())), STEM_BYTES) || 'photo';
}

function withoutForbidden(name: string): string {
  return name.toWellFormed().replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
}

/**
 * What several words make of one name: whole where it leaves room for the endings of all files, else cut, with a digest of the whole behind it, so that
 * names that differ behind the cut stay apart. At most 215 bytes long.
 */
export function nameOfWords(words: string): string {
  const name = withoutForbidden(words);
  if (Buffer.byteLength(name) <= STEM_BYTES + PACK_BYTES) return name || 'photo';
  const digest = `~${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
  return cutToBytes(name, STEM_BYTES + PACK_BYTES - digest.length) + digest;
}

/** What a file that was sent is called: its own name at the end of whatever path a page says, at most 255 bytes long. */
export function nameOfUpload(path: string): string {
  const name = path.replaceAll('\\', '/').split('/').filter(Boolean).at(-1) ?? '';
  return cutToBytes(name, NAME_BYTES);
}

/** A name with an ending behind it that is there whole: where both are too long for a name, the name is cut. */
export function withEnding(name: string, ending: string): string {
  return cutToBytes(name, NAME_BYTES - Buffer.byteLength(ending)) + ending;
}
