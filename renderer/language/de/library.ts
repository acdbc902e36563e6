import type { library as english } from '../en/library.ts';
import type { Translated } from '../en/translated.ts';

export const library: Translated<typeof english> = {};
