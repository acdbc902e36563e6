import { z } from 'zod';
import { type DepthKind, depthKindSchema } from './depth-map.ts';
import { DepthroomError } from './errors.ts';

/*
 * How two maps are brought onto each other before they are compared. A relative map knows depth (or 1 / depth) up to an
 * unknown scale and shift, so that its raw values can be compared with nothing: the types below, the schema and
 * `refusalOf` all say so.
 */

export const ALIGNMENT_METHODS = ['none', 'scale', 'affine'] as const;

export const alignmentSchema = z.object({
  method: z
    .enum(ALIGNMENT_METHODS)
    .default('affine')
    .describe('What may be fitted: nothing, a scale, or a scale and a shift.'),
  space: z
    .enum(['own', 'depth', 'disparity'])
    .default('own')
    .describe(
      'Where the line is fitted: in depth, in disparity (1 / depth), or for each map where its own scale and shift live.',
    ),
  fit: z
    .enum(['least-squares', 'robust'])
    .default('least-squares')
    .describe(
      'Smallest sum of squares, or of absolute differences (exact weighted L1), which outliers do not pull.',
    ),
  metres: z
    .enum(['fitted', 'kept'])
    .default('fitted')
    .describe('Whether a map in metres is fitted to a reference in metres as well, or keeps its own.'),
});
export type Alignment = z.infer<typeof alignmentSchema>;
export type FitSpace = 'depth' | 'disparity';

/** The alignments that a kind allows. */
export type AlignmentOf<Kind extends DepthKind> = Kind extends 'metric'
  ? Alignment
  : Alignment & {
      method: 'scale' | 'affine';
      space: 'own' | (Kind extends 'affine-depth' ? 'depth' : 'disparity');
    };

/** Two maps and an alignment that can be between them. */
export type Pairing = {
  [Kind in DepthKind]: { kind: Kind; referenceKind: DepthKind; alignment: AlignmentOf<Kind> };
}[DepthKind];

/** The space in which scale and shift of a kind live; null where both will do. */
function spaceOfKind(kind: DepthKind): FitSpace | null {
  return kind === 'metric' ? null : kind === 'affine-depth' ? 'depth' : 'disparity';
}

const KIND_WORDS: Record<DepthKind, string> = {
  metric: 'metric',
  'affine-depth': 'relative in depth',
  'affine-disparity': 'relative in disparity',
};

/** Why two kinds cannot be compared by an alignment, in one sentence; null where they can. */
export function refusalOf(kind: DepthKind, referenceKind: DepthKind, alignment: Alignment): string | null {
  const relative = kind === 'metric' ? referenceKind : kind;
  if (alignment.method === 'none' && relative !== 'metric') {
    return `A map that is ${KIND_WORDS[relative]} has an unknown scale and shift, so that its raw values cannot be compared with anything: align it by scale and shift.`;
  }
  const own = spaceOfKind(kind);
  const others = spaceOfKind(referenceKind);
  if (own && others && own !== others) {
    return `One map is ${KIND_WORDS[kind]}, the other ${KIND_WORDS[referenceKind]}, and no scale and shift turns one into the other: take a metric run or ground truth as the reference.`;
  }
  const needed = own ?? others;
  if (needed && alignment.space !== 'own' && alignment.space !== needed) {
    return `A map that is ${KIND_WORDS[own ? kind : referenceKind]} is known up to a line in ${needed}, so that it cannot be aligned in ${alignment.space}: align it in ${needed}.`;
  }
  return null;
}

/** Two kinds and an alignment between them; what makes no sense is refused with the sentence of `refusalOf`. */
export const pairingSchema = z
  .object({ kind: depthKindSchema, referenceKind: depthKindSchema, alignment: alignmentSchema })
  .check((payload) => {
    const { kind, referenceKind, alignment } = payload.value;
    const message = refusalOf(kind, referenceKind, alignment);
    if (message)
      payload.issues.push({ code: 'custom', message, path: ['alignment'], input: payload.value.alignment });
  })
  .transform((pairing) => pairing as Pairing);

/**
 * The pairing, or a `bad-input` with the reason why there is none. Two maps in metres that keep their own are compared as they are,
 * whatever is fitted to the others.
 */
export function pairingOf(kind: DepthKind, referenceKind: DepthKind, asked: Alignment): Pairing {
  const isKept = asked.metres === 'kept' && kind === 'metric' && referenceKind === 'metric';
  const alignment: Alignment = isKept ? { ...asked, method: 'none', space: 'own' } : asked;
  const parsed = pairingSchema.safeParse({ kind, referenceKind, alignment });
  if (parsed.success) return parsed.data;
  throw new DepthroomError('bad-input', parsed.error.issues[0].message);
}

/** The space that a pairing is fitted in. */
export function fitSpaceOf({ kind, referenceKind, alignment }: Pairing): FitSpace {
  const needed = spaceOfKind(kind) ?? spaceOfKind(referenceKind);
  return needed ?? (alignment.space === 'disparity' ? 'disparity' : 'depth');
}

/**
 * The fitted line. In `space`, q = scale * x + shift, where x is the map's value there (1 / value for a metric map in
 * disparity); the aligned value is q, or for a metric reference in disparity 1 / max(q, DISPARITY_FLOOR).
 */
export const fitSchema = z.object({
  space: z.enum(['depth', 'disparity']),
  scale: z.number(),
  shift: z.number(),
  /** What is left in the space of the fit: root mean square, or weighted mean absolute difference of a robust fit. */
  residual: z.number(),
  /** Pixels that are valid in both maps and inside the range. */
  validPixels: z.number().int(),
  /** Pixels that the line was fitted to: all of the valid ones, or an even sample of them. */
  fittedPixels: z.number().int(),
  /** Sentences that belong beside the numbers. */
  notes: z.array(z.string()),
});
export type Fit = z.infer<typeof fitSchema>;

/** Smallest disparity in 1 / metre that is turned into a depth: nothing is farther than a kilometre. */
export const DISPARITY_FLOOR = 1e-3;
