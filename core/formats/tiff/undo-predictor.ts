/**
 * Undoes the differences of neighbours (TIFF 6.0, §14) of rows of `width` little-endian whole numbers, in place; returns them.
 *
 * @param bytesPerSample 1, 2, 4 or 8
 */
export function undoDifferences(
  samples: Buffer<ArrayBuffer>,
  width: number,
  bytesPerSample: number,
): Buffer<ArrayBuffer> {
  if (bytesPerSample === 8) {
    const values = new BigUint64Array(samples.buffer, samples.byteOffset, samples.length / 8);
    for (let row = 0; row < values.length; row += width)
      for (let i = row + 1; i < row + width; i++) values[i] += values[i - 1];
    return samples;
  }
  const Numbers = bytesPerSample === 1 ? Uint8Array : bytesPerSample === 2 ? Uint16Array : Uint32Array;
  const values = new Numbers(samples.buffer, samples.byteOffset, samples.length / bytesPerSample);
  for (let row = 0; row < values.length; row += width)
    for (let i = row + 1; i < row + width; i++) values[i] += values[i - 1];
  return samples;
}

/**
 * Undoes the floating-point predictor (Adobe Photoshop TIFF Technical Note 3): of each row of `width` floats first the most significant
 * bytes of all, then the next and so on, each as the difference from the one before. Returns floats in little-endian order.
 *
 * @param bytesPerSample 2, 4 or 8
 */
export function undoFloatingPredictor(differences: Buffer, width: number, bytesPerSample: number): Buffer {
  const rowBytes = width * bytesPerSample;
  const out = Buffer.alloc(differences.length);
  const row = new Uint8Array(rowBytes);
  for (let start = 0; start < out.length; start += rowBytes) {
    row.set(differences.subarray(start, start + rowBytes));
    for (let i = 1; i < rowBytes; i++) row[i] += row[i - 1];
    for (let b = 0, from = 0; b < bytesPerSample; b++)
      for (let to = start + bytesPerSample - 1 - b, x = 0; x < width; x++, to += bytesPerSample, from++)
        out[to] = row[from];
  }
  return out;
}
