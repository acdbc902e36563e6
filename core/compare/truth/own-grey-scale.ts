import { z } from 'zod';
import { depthKindSchema } from '../../../contract/depth-map.ts';
import { GREY_CURVES } from '../../../contract/exports/grey-scale.ts';
import type { RawTruth } from './raw-truth.ts';

const endSchema = z.object({ code: z.number(), value: z.number() });
/** The grey scale that our own grey PNG and TIFF carry (contract/exports/grey-scale.ts). */
const greyScaleSchema = z.object({
  kind: depthKindSchema,
  mapping: z.enum(['linear', 'inverse', 'log']),
  invalidCode: z.number(),
  black: endSchema,
  white: endSchema,
});

/** The values behind the codes, where a text in the file is a grey scale of ours; else the file as it is. */
export function undoGreyScale(raw: RawTruth, text: string | undefined): RawTruth {
  const scale = text === undefined ? null : findScale(text);
  if (!scale) return raw;
  const { kind, mapping, invalidCode, black, white } = scale;
  const { to, from } = GREY_CURVES[mapping];
  const first = to(black.value);
  const perCode = (to(white.value) - first) / (white.code - black.code);
  const values = Float32Array.from(raw.values, (code) =>
    code === invalidCode ? Number.NaN : from(first + (code - black.code) * perCode),
  );
  return {
    ...raw,
    values,
    storage: 'float32',
    declaredKind: kind,
    notes: [
      ...raw.notes,
      'The file carries its own grey scale, which gave the values back to within half a step.',
    ],
  };
}

function findScale(text: string): z.infer<typeof greyScaleSchema> | null {
  let facts: unknown;
  try {
    facts = JSON.parse(text);
  } catch {
    // A text of somebody else's.
    return null;
  }
  if (typeof facts !== 'object' || facts === null) return null;
  for (const candidate of [facts, ...Object.values(facts)]) {
    const parsed = greyScaleSchema.safeParse(candidate);
    if (parsed.success) return parsed.data;
  }
  return null;
}
