import { z } from 'zod';
import { DepthroomError } from '../../../contract/errors.ts';
import { latentDepthSchema } from '../../../contract/pack.ts';
import { type System, systemSchema } from '../../../contract/systems.ts';
import { type CheckpointSource, readJsonIfThere } from './checkpoint-source.ts';

/** Beside model_index.json in what models/finetune trained: what diffusers' own files have no word for. */
const STATED = 'depthroom.json';

const statedSchema = z.object({ system: systemSchema, depth: latentDepthSchema });

/** The system of a latent checkpoint and what its maps mean, as it says it itself; null where it does not. Throws `bad-pack` with what does not fit. */
export async function readStatedMeaning(
  source: CheckpointSource,
): Promise<{ system: System; depth: z.infer<typeof latentDepthSchema> } | null> {
  const stated = await readJsonIfThere(source, STATED);
  if (!stated) return null;
  const read = statedSchema.safeParse(stated);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw new DepthroomError(
    'bad-pack',
    `Expected ${STATED} of ${source.name} to say a system and its depth, but ${first.path.join('.') || 'it'}: ${first.message}.`,
  );
}
