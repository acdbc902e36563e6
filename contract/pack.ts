import { z } from 'zod';
import { addressSchema, fileNameSchema, packIdSchema, runOptionsSchema } from './schemas.ts';
import { type System, systemSchema } from './systems.ts';

/** A file of a pack, pinned by content. `external` lists files that an ONNX graph keeps its weights in. */
const graphSchema = z.object({
  file: fileNameSchema,
  sha256: addressSchema,
  bytes: z.number().int().positive(),
  external: z
    .array(
      z.object({
        file: fileNameSchema,
        sha256: addressSchema,
        bytes: z.number().int().positive(),
      }),
    )
    .optional(),
});
export type PackGraph = z.infer<typeof graphSchema>;

/** A side in pixels, or what sides are multiples of. */
const side = z.number().int().positive().max(65_536);
/** Of a noise schedule, which is computed step by step: published ones have 1,000. */
const trainSteps = z.number().int().positive().max(100_000);

const base = {
  format: z.literal(1),
  id: packIdSchema,
  title: z.string().min(1),
  /** `starter`: made for this project, not the published weights; `official`: the authors'; `imported`: somebody else's. */
  origin: z.enum(['starter', 'official', 'imported']),
  licence: z.string().min(1),
  source: z.string().optional(),
  parameters: z.number().int().nonnegative().optional(),
  /** Ids of packs that are the same network under another name: their agreement with this one says nothing. */
  sharesNetworkWith: z.array(packIdSchema).optional(),
  /** The repository on the Hugging Face hub and the commit that the weights are of. */
  hub: z.object({ id: z.string(), commit: z.string() }).optional(),
  /** That a person accepted the conditions of the licence before the weights came. */
  acceptance: z.object({ licence: z.string(), acceptedAt: z.string() }).optional(),
};

const latentSchema = z.object({
  channels: z.number().int().positive().max(1024),
  downscale: z.number().int().positive().max(1024),
  scalingFactor: z.number().positive(),
});

/** Noise schedule and sampler (models/scheduler*). Field names follow diffusers' scheduler_config.json. */
export const schedulerSchema = z.object({
  kind: z.enum(['ddim', 'lcm']),
  predictionType: z.enum(['v_prediction', 'epsilon', 'sample']),
  betaSchedule: z.literal('scaled_linear'),
  betaStart: z.number(),
  betaEnd: z.number(),
  trainSteps,
  spacing: z.enum(['leading', 'trailing', 'linspace']),
  stepsOffset: z.number().int().nonnegative().max(100_000),
  setAlphaToOne: z.boolean(),
  zeroTerminalSnr: z.boolean(),
});
export type Scheduler = z.infer<typeof schedulerSchema>;

const latentPack = {
  ...base,
  graphs: z.object({
    vaeEncoder: graphSchema,
    /** BetterDepth only: an encoder of its own for the coarse map, where the pack was trained so. */
    coarseEncoder: graphSchema.optional(),
    unet: graphSchema,
    vaeDecoder: graphSchema,
    prompt: graphSchema,
  }),
  latent: latentSchema,
  scheduler: schedulerSchema,
  /** Where the sampler starts: seeded noise, or zeros (end-to-end fine-tuned packs, which then take one step). */
  initialLatent: z.enum(['noise', 'zeros']).optional(),
  defaults: z.object({
    steps: z.number().int().positive(),
    ensemble: z.number().int().positive(),
    resolution: z.number().int().nonnegative(),
  }),
};

/**
 * What the decoder paints: u in 0..1 is (x + 1) / 2 of the picture x by the papers, or x itself for networks that were trained without that
 * remapping. Left out: as in the papers.
 */
const target = z.enum(['-1..1', '0..1']).optional();
const affineDepth = z.object({ kind: z.literal('affine'), target });
const logDepth = z.object({
  kind: z.literal('log-metric'),
  min: z.number().positive(),
  max: z.number().positive(),
  target,
});
const coarseDepth = z.object({ kind: z.enum(['disparity', 'affine']), target });

/** `depth` of a pack of any latent system. */
export const latentDepthSchema = z.union([logDepth, coarseDepth, affineDepth]);

const marigoldPack = z.object({
  ...latentPack,
  system: z.literal('marigold'),
  depth: affineDepth,
  conditioning: z.tuple([z.literal('image'), z.literal('noise')]),
});

const metricgoldPack = z.object({
  ...latentPack,
  system: z.literal('metricgold'),
  depth: logDepth,
  conditioning: z.tuple([z.literal('image'), z.literal('noise')]),
});

const betterdepthPack = z.object({
  ...latentPack,
  system: z.literal('betterdepth'),
  depth: coarseDepth,
  /** Order in which the three latents are stacked for the UNet. */
  conditioning: z.array(z.enum(['image', 'coarse', 'noise'])).length(3),
});

const statistics = z.tuple([z.number(), z.number(), z.number()]);

/** ZoeDepth's input, in either of two spellings: flat (`size`, `keepAspect`) or as in preprocessor_config.json (`resize.*`). */
const zoedepthInputSchema = z.object({
  rescaleFactor: z.number().optional(),
  mean: statistics,
  std: statistics,
  pad: z.boolean(),
  padFactor: z.number().optional(),
  padMode: z.literal('reflect').optional(),
  size: z.object({ height: side, width: side }).optional(),
  /** The graph accepts this one size only. */
  fixed: z.boolean().optional(),
  keepAspect: z.boolean().optional(),
  multipleOf: side.optional(),
  resample: z.literal('bilinear').optional(),
  resize: z
    .object({
      height: side,
      width: side,
      keepAspectRatio: z.boolean(),
      multipleOf: side,
      mode: z.literal('bilinear'),
      alignCorners: z.literal(true),
      antialias: z.literal(false),
    })
    .optional(),
  output: z
    .object({ mode: z.literal('bicubic'), alignCorners: z.literal(false), antialias: z.literal(false) })
    .optional(),
  flip: z.boolean().optional(),
});

const zoedepthPack = z.object({
  ...base,
  system: z.literal('zoedepth'),
  depth: z.object({ kind: z.literal('metric'), min: z.number(), max: z.number() }),
  graphs: z.union([
    z.object({ model: graphSchema }),
    /** ZoeD_NK: one graph a domain and a router that gives the two domain logits (indoor, outdoor). */
    z.object({ indoor: graphSchema, outdoor: graphSchema, router: graphSchema }),
    /** The same as one graph behind one pass of the backbone, which is told the domain (0: that of the router, 1, 2) and gives both answers. */
    z.object({ routed: graphSchema }),
  ]),
  input: zoedepthInputSchema,
  /** ZoeD_K as published computes with a range of 10 m although trained for 80 m: rescale from `from` to `to` metres. */
  rescaleRange: z.object({ from: z.number().positive(), to: z.number().positive() }).optional(),
  defaults: z.object({ flip: z.boolean() }),
});

const fastdepthPack = z.object({
  ...base,
  system: z.literal('fastdepth'),
  depth: z.object({ kind: z.literal('metric'), min: z.number(), max: z.number() }),
  graphs: z.object({ model: graphSchema }),
  input: z.object({ height: side, width: side }),
});

const disparityPack = z.object({
  ...base,
  system: z.literal('disparity'),
  depth: z.object({
    /** What the graph answers: relative inverse depth, relative depth, or metres. */
    kind: z.enum(['disparity', 'affine', 'metric']),
    /** Whether near is high or low in the answer, where that is not what the kind says (high for disparity, low for depth). */
    near: z.enum(['high', 'low']).optional(),
  }),
  graphs: z.object({ model: graphSchema }),
  input: z.object({
    /** The short side is brought to at least this many pixels. */
    shortSide: side,
    multipleOf: side,
    /** `lower-bound`: both sides at least `shortSide` (Depth Anything's own); `minimal`: the scale nearer to 1 (Hugging Face). */
    rule: z.enum(['lower-bound', 'minimal']),
    /** Off: the photo is stretched to the network's size. */
    keepAspect: z.boolean().optional(),
    /** Left out: bicubic. */
    resample: z.enum(['bilinear', 'bicubic']).optional(),
    /** The graph accepts this one size only: a photo whose proportions are kept is framed in it. */
    fixed: z.object({ width: side, height: side }).optional(),
    mean: statistics,
    std: statistics,
  }),
});

/** `pack.json`: everything that a pipeline must know about its weights. */
export const packSchema = z.discriminatedUnion('system', [
  marigoldPack,
  metricgoldPack,
  betterdepthPack,
  zoedepthPack,
  fastdepthPack,
  disparityPack,
]);
export type Pack = z.infer<typeof packSchema>;
export type PackOf<S extends System> = Extract<Pack, { system: S }>;
// Every system has the shape of its packs above: one that has none is an error here.
({}) satisfies Record<Exclude<System, Pack['system']>, unknown>;
export type LatentPack = PackOf<'marigold' | 'metricgold' | 'betterdepth'>;

/** A pack as the library shows it. */
export const packListingSchema = z.object({
  id: z.string(),
  system: systemSchema.nullable(),
  title: z.string(),
  origin: z.enum(['starter', 'official', 'imported']).nullable(),
  licence: z.string(),
  source: z.string().nullable(),
  /** sha256 over pack.json: changes when anything in the pack changes. */
  hash: z.string(),
  bytes: z.number(),
  depthKind: z.enum(['metric', 'affine-depth', 'affine-disparity']).nullable(),
  isShipped: z.boolean(),
  defaults: runOptionsSchema,
  /** Why the pack cannot be used; null where it can. */
  problem: z.string().nullable(),
});
export type PackListing = z.infer<typeof packListingSchema>;
