/** sha256 in hexadecimal: of a pack's file, or the address of a file of the project under /files/. */
export const ADDRESS = /^[0-9a-f]{64}$/;

/** Whether a text can be the address of a kept file: its sha256 in lower-case hexadecimal. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}
