import type { packs as english } from '../en/packs.ts';
import type { Translated } from '../en/translated.ts';

export const packs: Translated<typeof english> = {};
