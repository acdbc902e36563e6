import type { stage as english } from '../en/stage.ts';
import type { Translated } from '../en/translated.ts';

export const stage: Translated<typeof english> = {};
