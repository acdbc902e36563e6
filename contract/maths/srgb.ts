/** An sRGB value 0..1 as linear light 0..1 (IEC 61966-2-1, section 5.2). */
export function linearFromSrgb(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}
