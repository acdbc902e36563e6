import { z } from 'zod';
import { comparisonSchema } from '../compare/comparison.ts';
import { truthSchema } from '../compare/truth.ts';
import { depthKindSchema } from '../depth-map.ts';
import { exportSchema } from '../exports/export.ts';
import { photoSchema } from '../photo.ts';
import { runSchema } from '../run.ts';
import { idSchema as id } from '../schemas.ts';
import { ALL_PHOTOS } from './all-photos.ts';
import { photoItemSchema } from './snapshot.ts';

/** How photos can be in order. `added`: as they came; `newest`: the last one first; `taken`: undated ones last; `run`: the one that was run last first. */
export const PHOTO_SORTS = ['added', 'newest', 'name', 'taken', 'run'] as const;
export type PhotoSort = (typeof PHOTO_SORTS)[number];

/** So many rows can be asked for at once. */
export const MOST_ROWS = 500;

/** Photos of which all of this is true. */
export const photoFilterSchema = z.object({
  /** In the name, whatever the case. */
  text: z.string().max(255).default(''),
  /** With a run of this pack. */
  packId: id.nullable().default(null),
  /** With a run that failed. */
  hasFailed: z.boolean().default(false),
  /** With a star. */
  isStarred: z.boolean().default(false),
  /** Only these. */
  ids: z.array(id).max(100_000).nullable().default(null),
});
export type PhotoFilter = z.infer<typeof photoFilterSchema>;

const list = {
  sort: z.enum(PHOTO_SORTS).default('added'),
  filter: photoFilterSchema.default(ALL_PHOTOS),
};
const page = {
  from: z.number().int().min(0),
  count: z.number().int().min(0).max(MOST_ROWS),
};
/** Which changes the answer holds already: those of this opening of the project, up to this number. */
const asOf = { feed: z.string(), sequence: z.number().int() };

/** What a page asks for: of the photos that it shows, and no more. */
export const PAGE_CALLS = {
  /** A part of the list of photos; null in the place of one that cannot be read. `index`: where `photoId` stands in the list, null where it does not. */
  listPhotos: {
    input: z.object({ ...list, ...page, photoId: id.optional() }),
    output: z.object({
      ...asOf,
      total: z.number().int(),
      items: z.array(photoItemSchema.nullable()),
      index: z.number().int().nullable(),
    }),
  },
  /** Ids of a part of the list, however long. */
  listPhotoIds: {
    input: z.object({ ...list, from: page.from, count: z.number().int().min(0).max(1_000_000) }),
    output: z.object({ ids: z.array(z.string()) }),
  },
  /** A photo with what was made of it; its latest runs, where it has very many: `older` are kept before those. */
  photoRows: {
    input: z.object({ photoId: id }),
    output: z.object({
      ...asOf,
      photo: photoSchema.nullable(),
      runs: z.array(runSchema),
      older: z.number().int(),
      truths: z.array(truthSchema),
      comparisons: z.array(comparisonSchema),
      exports: z.array(exportSchema),
    }),
  },
  /** The runs of a photo that were added before one of them, oldest first, with their exports; `older` are kept before these. */
  olderRuns: {
    input: z.object({ photoId: id, beforeRunId: id }),
    output: z.object({
      ...asOf,
      runs: z.array(runSchema),
      exports: z.array(exportSchema),
      older: z.number().int(),
    }),
  },
  /** Exports of the project, newest first. */
  listExports: { input: z.object(page), output: z.object({ exports: z.array(exportSchema) }) },
  /** The latest finished run of each photo and pack; of these photos where some are given. */
  latestRuns: {
    input: z.object({ photoIds: z.array(id).optional() }),
    output: z.object({
      runs: z.array(
        z.object({
          id: z.string(),
          photoId: z.string(),
          packId: z.string(),
          kind: depthKindSchema,
          /** Whether the photo says where it was taken. */
          hasPlace: z.boolean(),
        }),
      ),
    }),
  },
  /** A run and its photo. */
  runRows: { input: z.object({ runId: id }), output: z.object({ photo: photoSchema, run: runSchema }) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
