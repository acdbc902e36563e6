import type { server as english } from '../en/server.ts';
import type { Translated } from '../en/translated.ts';

export const server: Translated<typeof english> = {};
