/** A count with what is counted, as it is said of one and of many: "1 photo", "2 photos", "0 photos". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
