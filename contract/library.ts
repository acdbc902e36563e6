import { z } from 'zod';
import { depthKindSchema } from './depth-map.ts';
import type { Failure } from './errors.ts';
import { failureSchema, packIdSchema, sizeSchema } from './schemas.ts';
import { systemSchema } from './systems.ts';

/** How weights that cannot be shipped come into the library. */
const wayToGetSchema = z.discriminatedUnion('status', [
  /** Public weights that are taken from the hub as they are. */
  z.object({ status: z.literal('hub') }),
  /** Nothing to get (yet): no public weights, or no graph of them. `why` says which, and what works instead. */
  z.object({ status: z.literal('none'), why: z.string() }),
]);

/** A published checkpoint that Depthroom knows of (models/catalogue.json). */
export const catalogueEntrySchema = z.object({
  /** The id of the pack that it becomes (with `-fp16` behind it for half precision): the entry is installed where a pack has it. */
  id: packIdSchema,
  system: systemSchema,
  title: z.string(),
  /** What it is and what it is good for, in one sentence. */
  about: z.string(),
  source: z.object({
    /** Name on the Hugging Face hub, where it is there. */
    hub: z.string().nullable(),
    /** Where to read about it. */
    url: z.url({ protocol: /^https$/ }),
  }),
  licence: z.string(),
  commercialUse: z.object({ allowed: z.enum(['yes', 'no', 'conditions', 'unknown']), sentence: z.string() }),
  /** Size of the weights that are needed, as published; about, where `isExact` is false; null where there are none. */
  size: z.object({ bytes: z.number().int().positive(), isExact: z.boolean(), of: z.string() }).nullable(),
  get: wayToGetSchema,
  /** Whether this project has run these very weights. */
  isTried: z.boolean(),
  /** The first that a newcomer is offered. */
  isFirst: z.boolean().optional(),
});
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;
export const catalogueSchema = z.array(catalogueEntrySchema);

/** Precision of the weights; `auto` is float16 where a GPU works (WebGPU alone does not count: it is less exact there) and the repository has it. */
export const precisionSchema = z.enum(['auto', 'fp32', 'fp16']);

/** A person's token for the hub. It travels in a header, and stands in no sentence. */
export const hubTokenSchema = z
  .string()
  .max(1000)
  .regex(/^[\x21-\x7e]+$/, 'letters, digits and signs without spaces');

/** What a checkpoint on the hub would become, before anything of it is downloaded. */
export const checkpointOfferSchema = z.object({
  packId: z.string(),
  title: z.string(),
  system: systemSchema,
  hub: z.object({ id: z.string(), commit: z.string() }),
  precision: z.enum(['fp32', 'fp16']),
  licence: z.string(),
  /** What the licence asks for, to be accepted first; null where it asks for nothing. */
  conditions: z.string().nullable(),
  /** Bytes that would be downloaded. */
  bytes: z.number().int(),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int() })),
});
export type CheckpointOffer = z.infer<typeof checkpointOfferSchema>;

/** What a bare ONNX graph takes and answers, which it does not say itself. */
export const graphDescriptionSchema = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens')
    .optional(),
  title: z.string().min(1).max(200).optional(),
  licence: z.string().min(1).max(200).optional(),
  /** Short side of its input in pixels; a graph of one fixed size has that. */
  size: z.number().int().positive().max(8192).optional(),
  /** Both sides are multiples of this. */
  multipleOf: z.number().int().positive().max(512).default(1),
  mean: z.tuple([z.number(), z.number(), z.number()]).default([0.485, 0.456, 0.406]),
  std: z
    .tuple([z.number().positive(), z.number().positive(), z.number().positive()])
    .default([0.229, 0.224, 0.225]),
  /** Range of the colours before mean and deviation: `mean` and `std` are on the same scale. */
  range: z.enum(['0..1', '0..255']).default('0..1'),
  aspect: z.enum(['keep', 'stretch']).default('keep'),
  answer: z.enum(['metres', 'disparity', 'affine']),
  near: z.enum(['high', 'low']).optional(),
});

/** What a bare ONNX graph says of itself. */
export const graphFactsSchema = z.object({
  /** What its pack would be called, after the file. */
  id: packIdSchema,
  title: z.string(),
  /** The one size that it takes; null where it takes any. */
  fixed: sizeSchema.nullable(),
  /** Its input and its output with their sizes, in words. */
  takes: z.string(),
  answers: z.string(),
});
export type GraphFacts = z.infer<typeof graphFactsSchema>;

/** A bare graph's answer on the trial photo (resources/samples/trial.jpg). */
export const graphTrialSchema = z.object({
  /** The photo, as the address of an image: data:image/jpeg;base64,... */
  photo: z.string(),
  /** Size of the map, which covers the photo. */
  ...sizeSchema.shape,
  /** One byte a pixel as base64, row by row: 255 is as near as `near`, 0 as far as `far`. */
  nearness: z.string(),
  kind: depthKindSchema,
  /** The value that 98 of 100 pixels are farther than, and the one that 98 are nearer than. */
  near: z.number(),
  far: z.number(),
  seconds: z.number(),
});
export type GraphTrial = z.infer<typeof graphTrialSchema>;

/** A pack on its way from an address. It leaves the list when it is installed: then it is among the packs. */
export const downloadSchema = z.object({
  id: z.string(),
  /** Address of the pack.json, the pack's files beside it; or of a repository on the hub. */
  url: z.string(),
  packId: z.string(),
  title: z.string(),
  system: systemSchema,
  licence: z.string(),
  /** `paused`: by a person, or because Depthroom was closed; `failed`: see `error`. Both can be resumed. */
  state: z.enum(['running', 'paused', 'failed']),
  /** Bytes on this disk, of `total`. While it runs, progress events with the id of the download say more. */
  bytes: z.number().int(),
  total: z.number().int(),
  /** Takes the place of an installed pack of the same id when it is complete. */
  replace: z.boolean(),
  startedAt: z.string(),
  error: failureSchema.nullable(),
});
export type Download = z.infer<typeof downloadSchema>;

/** Words of the sentences in which the hub wants to know who reads (core/library/download/fetch-answer.ts). */
export const HUB_ASKS = {
  first: 'the hub asks who reads',
  again: 'the hub does not let this token read',
} as const;

/** Whether a token, or another one, is what a repository of the hub is missing. */
export function isTokenMissing({ code, message }: Failure): boolean {
  return code === 'download-failed' && Object.values(HUB_ASKS).some((words) => message.includes(words));
}

/** Import and move copy large files, one at a time; the id under which their progress is told. */
export const LIBRARY_WORK = 'library-work';

/** The one folder where packs that did not come with Depthroom are kept. */
export const modelsFolderSchema = z.object({
  folder: z.string(),
  isDefault: z.boolean(),
  /** All that lies in it, unfinished downloads included. */
  bytes: z.number().int(),
  /** Free space on its disk; null where that cannot be told. */
  freeBytes: z.number().int().nullable(),
  /** Why it cannot be used (a disk that is not connected); null where it can. */
  problem: z.string().nullable(),
  /** What is being copied now; progress events with the id LIBRARY_WORK tell how far it is. */
  work: z.object({ kind: z.enum(['import', 'move']), from: z.string(), to: z.string() }).nullable(),
});
export type ModelsFolder = z.infer<typeof modelsFolderSchema>;
