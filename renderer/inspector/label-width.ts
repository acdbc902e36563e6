/** So many CSS pixels a label inside of a field needs, at the size of facts; never less than `least`. */
export function labelWidth(label: string, least: number): number {
  return Math.max(least, 22 + 6 * label.length);
}
