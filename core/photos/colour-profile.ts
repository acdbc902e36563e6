import { profileTag } from './colour/profile-tag.ts';

/**
 * The name of an ICC profile: its description tag, as text (version 2) or as the first of several languages (version 4).
 * Null where the profile has none that can be read. Source: ICC.1:2022 §9.2.41, §10.15; ICC.1:2001-04 §6.5.17.
 */
export function readProfileName(icc: Buffer): string | null {
  const tag = profileTag(icc, 'desc');
  return tag && clean(readDescription(tag));
}

function readDescription(tag: Buffer): string {
  const type = tag.toString('latin1', 0, 4);
  if (type === 'desc' && tag.length >= 12) return tag.toString('latin1', 12, 12 + tag.readUInt32BE(8));
  if (type !== 'mluc' || tag.length < 28) return '';
  const start = tag.readUInt32BE(24);
  const text = tag.subarray(start, start + (tag.readUInt32BE(20) & ~1));
  return Buffer.from(text.subarray(0, text.length & ~1))
    .swap16()
    .toString('utf16le');
}

function clean(text: string): string | null {
  return (
    text
      .split('\0', 1)[0]
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, 100) || null
  );
}
