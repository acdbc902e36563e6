import { fileURLToPath } from 'node:url';

/** The shipped, read-only `resources`. */
export const RESOURCES = fileURLToPath(new URL('../resources', import.meta.url));
/** A photo of the project's own samples. */
export const SAMPLE = fileURLToPath(new URL('./parity/images/coffee_80x96.png', import.meta.url));
