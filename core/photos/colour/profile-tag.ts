/** The bytes of a tag of an ICC profile ("desc", "kTRC"), with its type in front; null where it has none. Source: ICC.1:2022, §7.3. */
export function profileTag(icc: Buffer, name: string): Buffer | null {
  if (icc.length < 132) return null;
  const count = Math.min(icc.readUInt32BE(128), 200);
  for (let at = 132; at + 12 <= icc.length && at < 132 + count * 12; at += 12) {
    if (icc.toString('latin1', at, at + 4) !== name) continue;
    const offset = icc.readUInt32BE(at + 4);
    return icc.subarray(offset, offset + icc.readUInt32BE(at + 8));
  }
  return null;
}
