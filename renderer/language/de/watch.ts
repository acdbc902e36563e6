import type { Translated } from '../en/translated.ts';
import type { watch as english } from '../en/watch.ts';

export const watch: Translated<typeof english> = {};
