import type { compare as english } from '../en/compare.ts';
import type { Translated } from '../en/translated.ts';

export const compare: Translated<typeof english> = {};
