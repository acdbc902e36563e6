import type { state as english } from '../en/state.ts';
import type { Translated } from '../en/translated.ts';

export const state: Translated<typeof english> = {};
