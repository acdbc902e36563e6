/** The record with another value under a key; null and undefined take the key out. */
export function withEntry<V>(
  record: Readonly<Record<string, V>>,
  key: string,
  value: V | null | undefined,
): Record<string, V> {
  const { [key]: _, ...others } = record;
  return value === null || value === undefined ? others : { ...others, [key]: value };
}
