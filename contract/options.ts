import { z } from 'zod';
import './words/schema-words.ts';
import { resamplerSchema } from './depth-map.ts';
import { DepthroomError } from './errors.ts';
import type { Pack, PackOf } from './pack.ts';
import type { RunOptions } from './schemas.ts';
import type { System } from './systems.ts';

/*
 * Options of a run: one shape per system, one sentence per field. The form in the window, the flags of the CLI and the
 * row in the database all come from here. A field that is left out takes the pack's default, then the default here.
 */

/** The seed of a torch CPU generator; values from 2^32 on count by their low 32 bits. */
const seed = z
  .number()
  .int()
  .min(0)
  .max(Number.MAX_SAFE_INTEGER)
  .default(0)
  .describe('Same seed, same depth map.');
const steps = z
  .number()
  .int()
  .min(1)
  .max(1000)
  .default(4)
  .describe('Denoising steps: more is slower and a little finer.');
const ensemble = z
  .number()
  .int()
  .min(1)
  .max(100)
  .default(1)
  .describe('Members that are aligned and reduced to their median; 3 and more also give an uncertainty map.');
const batch = z
  .number()
  .int()
  .min(1)
  .max(100)
  .default(1)
  .describe('Members that are denoised together: faster on a GPU, more memory.');
const resolution = z
  .number()
  .int()
  .min(0)
  .max(8192)
  .multipleOf(8)
  .default(768)
  .describe('Long edge in pixels at which the model works, a multiple of 8; 0 is the size of the photo.');
const resampleInput = resamplerSchema
  .default('bilinear')
  .describe('How the photo is brought to the working size.');
const resampleOutput = resamplerSchema
  .default('bilinear')
  .describe('How the depth map is brought to the size of the photo.');
const spacing = z
  .enum(['pack', 'leading', 'trailing'])
  .default('pack')
  .describe('How the steps are spread over the noise schedule; the pack knows what it was trained for.');

const latentOptions = { steps, ensemble, seed, resolution, batch, resampleInput, resampleOutput, spacing };

export const marigoldOptionsSchema = z.object(latentOptions);
const metricgoldOptionsSchema = z.object(latentOptions);
const betterdepthOptionsSchema = z.object({
  ...latentOptions,
  prior: z
    .string()
    .default('auto')
    .describe(
      'The depth map to sharpen: a run of the same photo, a pack to run first, or "auto" for the best coarse pack there is.',
    ),
  quantile: z
    .number()
    .min(0)
    .max(0.2)
    .default(0)
    .describe('Share of outliers that is cut off at both ends of the coarse map before it is scaled.'),
});
export const zoedepthOptionsSchema = z.object({
  flip: z
    .boolean()
    .default(true)
    .describe('Average with the mirrored photo: twice the time, a little steadier.'),
  pad: z
    .boolean()
    .optional()
    .describe('Reflect the photo at its borders first, which mends the edges of the map.'),
  keepAspect: z
    .boolean()
    .optional()
    .describe('Keep the proportions of the photo; off is the "eval" mode, with one fixed size.'),
  domain: z
    .enum(['auto', 'indoor', 'outdoor'])
    .default('auto')
    .describe('Which of two heads to use, for packs that have two.'),
});
const fastdepthOptionsSchema = z.object({});
const disparityOptionsSchema = z.object({
  resolution: z
    .number()
    .int()
    .min(0)
    .max(4096)
    .default(0)
    .describe('Short side in pixels at which the model works; 0 is what the pack was made for.'),
});

export const OPTIONS = {
  marigold: marigoldOptionsSchema,
  metricgold: metricgoldOptionsSchema,
  betterdepth: betterdepthOptionsSchema,
  zoedepth: zoedepthOptionsSchema,
  fastdepth: fastdepthOptionsSchema,
  disparity: disparityOptionsSchema,
} as const satisfies Record<System, z.ZodObject>;

export type OptionsOf<S extends System> = z.infer<(typeof OPTIONS)[S]>;

/**
 * The options of a run: what was given, else what the pack says, else the default of the field. Throws `bad-input` with a sentence for
 * an option that the system does not have or a value that it cannot take.
 */
export function resolveOptions<S extends System>(
  pack: PackOf<S>,
  given: Record<string, unknown>,
): OptionsOf<S> {
  const schema = OPTIONS[pack.system];
  const known = Object.keys(schema.shape);
  for (const name of Object.keys(given))
    if (!known.includes(name))
      throw new DepthroomError(
        'bad-input',
        `"${name}" is not an option of ${pack.system}; ${known.length > 0 ? `it has ${known.join(', ')}` : 'it has none'}.`,
      );
  const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const parsed = schema.safeParse({ ...packOptions(pack), ...chosen });
  if (parsed.success) return parsed.data as unknown as OptionsOf<S>;
  const issue = parsed.error.issues[0];
  const name = String(issue.path[0]);
  throw new DepthroomError(
    'bad-input',
    `The option "${name}" cannot be ${JSON.stringify(name in chosen ? chosen[name] : (packOptions(pack) as Record<string, unknown>)[name])}: ${issue.message}.`,
  );
}

/** Of what was given, the options that a system has: one command line serves several systems. */
export function optionsOfSystem(system: System, given: RunOptions): RunOptions {
  const { shape } = OPTIONS[system];
  return Object.fromEntries(Object.entries(given).filter(([name]) => name in shape));
}

/** What a pack says about the options of its system. */
function packOptions(pack: Pack): RunOptions {
  if ('input' in pack && 'pad' in pack.input) {
    const { pad, keepAspect, resize } = pack.input;
    return {
      ...('defaults' in pack ? pack.defaults : {}),
      pad,
      keepAspect: keepAspect ?? resize?.keepAspectRatio ?? true,
    };
  }
  return 'defaults' in pack ? { ...pack.defaults } : {};
}
