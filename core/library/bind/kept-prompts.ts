import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '../../disk/hash-file.ts';
import { makeFolders } from '../../disk/make-folder.ts';
import { replaceFile } from '../../disk/write-file.ts';

/*
 * Embeddings of the empty prompt that were made before, 8 kB each. All checkpoints that were trained from Stable Diffusion 2 have the
 * same text encoder, so that the second of them comes without its 1.4 GB.
 */

const pathOf = (dataFolder: string, key: string) => join(dataFolder, 'prompts', `${key}.f32`);

/** Known by the sha256 of the encoder's weights and the tokens. */
export function promptKey(weights: readonly string[], tokens: readonly number[]): string {
  return sha256Of(Buffer.from(JSON.stringify([weights, tokens])));
}

/** The embedding of a key; null where it was never made here. */
export async function findPrompt(dataFolder: string, key: string): Promise<Uint8Array | null> {
  return readFile(pathOf(dataFolder, key)).catch(() => null);
}

/** Keeps an embedding: whole or not at all. */
export async function keepPrompt(dataFolder: string, key: string, embedding: Uint8Array): Promise<void> {
  await makeFolders(join(dataFolder, 'prompts'));
  await replaceFile(pathOf(dataFolder, key), embedding);
}
