/**
 * A copy of numbers of `size` bytes, each in little-endian order, which is that of every machine this runs on; it begins at a
 * place in memory where typed arrays may.
 *
 * @param size bytes of a number: 1, 2, 4 or 8
 */
export function toLittleEndian(bytes: Uint8Array, size: number, isLittle: boolean): Buffer<ArrayBuffer> {
  const copy = Buffer.from(new ArrayBuffer(bytes.length));
  copy.set(bytes);
  if (isLittle || size === 1) return copy;
  if (size === 2) return copy.swap16();
  return size === 4 ? copy.swap32() : copy.swap64();
}
