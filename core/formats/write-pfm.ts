/**
 * What stands before the values of a PFM (P. Debevec; netpbm.sourceforge.net/doc/pfm.html): "Pf", the size in pixels, a scale
 * whose minus sign says little-endian. Rows of float32 follow from the bottom up.
 */
export function pfmHeader(width: number, height: number): Buffer {
  return Buffer.from(`Pf\n${width} ${height}\n-1.0\n`, 'latin1');
}
