import type { keyboard as english } from '../en/keyboard.ts';
import type { Translated } from '../en/translated.ts';

export const keyboard: Translated<typeof english> = {};
