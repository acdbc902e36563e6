import type { Translated } from '../en/translated.ts';
import type { view as english } from '../en/view.ts';

export const view: Translated<typeof english> = {};
