import type { benchmark as english } from '../en/benchmark.ts';
import type { Translated } from '../en/translated.ts';

export const benchmark: Translated<typeof english> = {};
