import { z } from 'zod';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { keepWhole, readKept, withLatest } from '../disk/kept/kept-json.ts';
import {
  NOTHING_KNOWN,
  type ProviderFindings,
  type ProviderKnowledge,
} from '../worker/provider-knowledge.ts';

/** What runs on this machine taught of its execution providers. */
export interface ProviderHistory {
  known(packHash: string, work: string): Promise<ProviderKnowledge>;
  /** Never throws: what cannot be written is found out again. */
  note(packHash: string, work: string, findings: ProviderFindings): Promise<void>;
  /** What a provider was refused for counts no more. Never throws. */
  forget(provider: string): Promise<void>;
}

const schema = z.object({
  refused: z.array(
    z.object({
      provider: z.string(),
      versions: z.string(),
      sentence: z.string(),
      /** The pack that it failed with at work; null where it was refused for all. */
      packHash: z.string().nullable(),
    }),
  ),
  /** By pack, kind of work and provider: how many members of an ensemble went in at once where its memory was too small for more. */
  atOnce: z
    .record(z.string(), z.object({ versions: z.string(), members: z.number().int().min(1) }))
    .optional(),
  /** By pack and kind of work; the providers by name. */
  measured: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        versions: z.string(),
        /** Milliseconds of the first run in a process, and of one with all graphs open; null where there was none yet. */
        fresh: z.number().nullable(),
        steady: z.number().nullable(),
      }),
    ),
  ),
});
type Kept = z.infer<typeof schema>;

/** Kinds of work that are remembered; those noted last stay. */
const KEPT = 200;

/** What decides how long a run takes, apart from the pack: all options but the seed and the prior, and the photo's size where it is worked at. */
export function workOf({ options }: Run, { width, height }: Pick<Photo, 'width' | 'height'>): string {
  const { seed: _seed, prior: _prior, ...others } = options;
  const isPhotoSize = options.resolution === undefined || options.resolution === 0;
  const megapixels = isPhotoSize ? Math.round((width * height) / 5e5) / 2 : null;
  return JSON.stringify([others, megapixels]);
}

/** Kept in a file of the person's folder (core/disk/kept/kept-json.ts). */
export function openProviderHistory(path: string): ProviderHistory {
  const read = () => readKept(path, schema, { refused: [], measured: {} });
  return {
    async known(packHash, work) {
      const { measured, atOnce = {}, ...kept } = await read();
      const refused = kept.refused
        .filter((each) => each.packHash === null || each.packHash === packHash)
        .map(({ packHash: pack, ...each }) => ({ ...each, isOfPack: pack !== null }));
      const key = keyOf(packHash, work);
      const bounds = Object.entries(atOnce).flatMap(([place, bound]) =>
        place.startsWith(`${key} `) ? [{ ...bound, provider: place.slice(key.length + 1) }] : [],
      );
      const known = { refused, ...(bounds.length > 0 ? { atOnce: bounds } : {}) };
      const rows = measured[key];
      if (!rows) return { ...NOTHING_KNOWN, ...known };
      return {
        ...known,
        measured: Object.entries(rows).map(([provider, { versions, fresh, steady }]) => ({
          provider,
          versions,
          computing: steady ?? fresh ?? 0,
          opening: Math.max(0, (fresh ?? steady ?? 0) - (steady ?? fresh ?? 0)),
        })),
      };
    },
    async note(packHash, work, findings) {
      const kept = await read();
      const next = noted(kept, packHash, work, findings);
      if (JSON.stringify(next) === JSON.stringify(kept)) return;
      // A full or read-only disk costs another trial, nothing else.
      await keepWhole(path, next).catch(() => undefined);
    },
    async forget(provider) {
      const kept = await read();
      const refused = kept.refused.filter((each) => each.provider !== provider);
      if (refused.length === kept.refused.length) return;
      await keepWhole(path, { ...kept, refused }).catch(() => undefined);
    },
  };
}

function keyOf(packHash: string, work: string): string {
  return `${packHash} ${work}`;
}

function noted(before: Kept, packHash: string, work: string, findings: ProviderFindings): Kept {
  const { refused, measured, atOnce } = findings;
  const key = keyOf(packHash, work);
  const kept = atOnce
    ? {
        ...before,
        atOnce: withLatest(
          before.atOnce ?? {},
          `${key} ${atOnce.provider}`,
          { versions: atOnce.versions, members: atOnce.members },
          KEPT,
        ),
      }
    : before;
  const names = new Set(refused.map(({ provider }) => provider));
  // One that has just worked is forgiven.
  if (measured) names.add(measured.provider);
  const refusals = [
    ...kept.refused.filter((each) => !names.has(each.provider)),
    ...refused.map(({ isOfPack, ...each }) => ({ ...each, packHash: isOfPack ? packHash : null })),
  ];
  if (!measured) return { ...kept, refused: refusals };
  const rows = kept.measured[key] ?? {};
  const { provider, versions, computing, opening } = measured;
  const row = rows[provider]?.versions === versions ? rows[provider] : null;
  const isFresh = opening > 0;
  const next = {
    versions,
    fresh: isFresh ? computing + opening : (row?.fresh ?? null),
    steady: isFresh ? (row?.steady ?? null) : computing,
  };
  const measuredNow = withLatest(kept.measured, key, { ...rows, [provider]: next }, KEPT);
  return { ...kept, refused: refusals, measured: measuredNow };
}
