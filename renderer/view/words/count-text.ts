/** `1 run`, `2,400 runs`: in English a thing is one, or many with an s. */
export function countText(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}
