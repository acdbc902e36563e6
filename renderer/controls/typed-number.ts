/** What a field for numbers holds: it hands on as a text what is not written as a program would, "1.50" or "2.". Null where it is no number. */
export function typedNumber(written: number | string): number | null {
  if (typeof written === 'number') return written;
  const value = written.trim() === '' ? Number.NaN : Number(written);
  return Number.isFinite(value) ? value : null;
}
