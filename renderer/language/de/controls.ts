import type { controls as english } from '../en/controls.ts';
import type { Translated } from '../en/translated.ts';

export const controls: Translated<typeof english> = {};
