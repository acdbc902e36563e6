import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DepthroomError } from '../../../contract/errors.ts';
import type { Pack } from '../../../contract/pack.ts';
import { sha256Of } from '../../disk/hash-file.ts';
import type { WorkerClient } from '../../worker/client.ts';
import type { LibraryHost } from '../packs/host.ts';
import { checkBound } from './check-bound.ts';
import { keepPrompt, promptKey } from './kept-prompts.ts';
import { tryPack } from './try-pack.ts';
import { PROMPT_FILE, packJson } from './write-pack.ts';

/** The text encoder that makes the embedding of the empty prompt. */
export interface PendingPrompt {
  /** Its bound graph, in the folder. */
  graph: string;
  tokens: readonly [number, number];
  /** sha256 of its weights. */
  weights: readonly string[];
}

export interface FinishHooks {
  signal: AbortSignal;
  report(stage: string): void;
}

/**
 * Makes the last parts of a bound pack, in the folder where its weights lie: the embedding of the empty prompt, and one small estimate
 * that shows that it works. Throws `bad-pack` where it does not, `cancelled`.
 */
export async function finishPack(
  host: LibraryHost,
  folder: string,
  prompt: PendingPrompt | null,
  { signal, report }: FinishHooks,
): Promise<void> {
  await checkBound(folder, await readStagedPack(folder));
  await host.withWorker(async (worker) => {
    if (prompt) {
      report('read the empty prompt');
      const embedding = await embedPrompt(worker, folder, prompt, signal);
      const key = promptKey(prompt.weights, prompt.tokens);
      await host.background.run('keep the embedding of the empty prompt', () =>
        keepPrompt(host.dataFolder, key, embedding),
      );
      await notePrompt(folder, embedding);
    }
    report('try the pack');
    await tryPack(host, worker, folder, signal);
  });
}

async function embedPrompt(
  worker: WorkerClient,
  folder: string,
  { graph, tokens }: PendingPrompt,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const path = join(folder, PROMPT_FILE);
  const { rows, columns } = await worker.ask(
    'embedPrompt',
    { graphPath: join(folder, graph), tokens, path },
    { signal },
  );
  if (rows !== 2 || columns !== 1024)
    throw new DepthroomError(
      'bad-pack',
      `Expected a text embedding of 2 x 1024 (Stable Diffusion 2), but the text encoder gave ${rows} x ${columns}.`,
    );
  return readFile(path);
}

/** pack.json of a folder whose embedding is not there yet. */
async function readStagedPack(folder: string): Promise<Pack> {
  return JSON.parse(await readFile(join(folder, 'pack.json'), 'utf8')) as Pack;
}

/** The hash that could not be known before. */
async function notePrompt(folder: string, embedding: Uint8Array): Promise<void> {
  const path = join(folder, 'pack.json');
  const pack = (await readStagedPack(folder)) as Pack & { graphs: { prompt: { sha256: string } } };
  pack.graphs.prompt.sha256 = sha256Of(embedding);
  await rm(path);
  await writeFile(path, packJson(pack), { flush: true });
}
