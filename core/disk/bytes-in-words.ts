const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** A number of bytes for a person, in powers of 1000 (SI): "3.8 GB". */
export function bytesInWords(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const isWhole = unit === 0 || value >= 99.95;
  return `${isWhole ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}
