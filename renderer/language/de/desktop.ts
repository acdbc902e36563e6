import type { desktop as english } from '../en/desktop.ts';
import type { Translated } from '../en/translated.ts';

export const desktop: Translated<typeof english> = {};
