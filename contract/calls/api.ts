import { z } from 'zod';
import { diagnosticsSchema } from '../diagnostics.ts';
import { depthImageOptionsSchema } from '../exports/depth-image.ts';
import { exportSchema } from '../exports/export.ts';
import { meshOptionsSchema, pointCloudOptionsSchema } from '../exports/geometry.ts';
import { languageSchema } from '../language/language-schema.ts';
import {
  checkpointOfferSchema,
  downloadSchema,
  graphDescriptionSchema,
  graphFactsSchema,
  graphTrialSchema,
  hubTokenSchema,
  modelsFolderSchema,
  precisionSchema,
} from '../library.ts';
import { packListingSchema } from '../pack.ts';
import { photoSchema } from '../photo.ts';
import { providerCheckSchema } from '../provider.ts';
import { runSchema } from '../run.ts';
import { SAMPLES } from '../samples.ts';
import { idSchema as id, runOptionsSchema } from '../schemas.ts';
import { systemSchema } from '../systems.ts';
import { removedSchema, repairSchema, TRASH_CALLS } from '../trash.ts';
import { BENCHMARK_CALLS } from './benchmark-calls.ts';
import { COMPARE_CALLS } from './compare-calls.ts';
import { PAGE_CALLS } from './page-calls.ts';
import { QUEUE_CALLS } from './queue-calls.ts';
import { snapshotSchema, stateSchema } from './snapshot.ts';
import { WATCH_CALLS } from './watch-calls.ts';

const nothing = z.object({});
/** No system takes a path with the character NUL. */
const folder = z
  .string()
  .min(1)
  .max(4096)
  .regex(/^[^\0]*$/, 'a path without the character NUL');
const viewSchema = z.record(z.string().max(64), z.unknown());
const downloadId = z.object({ downloadId: id });
/** Take the place of an installed pack of the same id; without it such a pack is refused. */
const replace = z.boolean().default(false);
/** A bare graph: a file of this computer, or what a page has sent (startPackUpload); weights that it keeps in other files lie beside it. */
const graphSource = { file: folder.optional(), uploadId: id.optional() };
/** A checkpoint on the hub: an id of the catalogue, or `owner/name`. Endpoint and token left out: those of the environment. */
const checkpoint = {
  checkpoint: z.string().min(1).max(200),
  precision: precisionSchema.default('auto'),
  commit: z.string().max(64).optional(),
  endpoint: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .optional(),
  token: hubTokenSchema.optional(),
};

/**
 * Every call of the page, the CLI and the tests: `POST /call/<name>` with the input as JSON answers with the output as
 * JSON, or with a `Failure` and a status of 400 or more. A photo itself comes in by `POST /photos?name=<file name>` with the
 * bytes as the body and answers with the photo.
 */
export const API = {
  /** Everything, with every row: for programs. A page is told by /events, and asks for the rows that it shows. */
  snapshot: { input: nothing, output: snapshotSchema },

  /**
   * What who helps a person needs to know of this installation, as facts and as text, without names of people, folders and photos.
   * `providers`: try them; `files`: read every file of the project.
   */
  diagnostics: {
    input: z.object({ providers: z.boolean().default(true), files: z.boolean().default(false) }),
    output: z.object({ facts: diagnosticsSchema, text: z.string() }),
  },

  /** Takes a photo that comes with the app into the project. */
  importSample: { input: z.object({ name: z.enum(SAMPLES) }), output: photoSchema },
  renamePhoto: { input: z.object({ photoId: id, name: z.string().min(1).max(255) }), output: photoSchema },
  /** Gives photos a star, or takes it away; null: takes it away where all have one, else gives it. Answers with those it was changed of. */
  starPhotos: {
    input: z.object({ photoIds: z.array(id).min(1).max(100_000), isStarred: z.boolean().nullable() }),
    output: z.object({ photoIds: z.array(z.string()), isStarred: z.boolean() }),
  },
  /** Moves photos to the trash with their runs and exports. */
  removePhotos: { input: z.object({ photoIds: z.array(id).min(1) }), output: removedSchema },
  /** Says how the photo was taken: a horizontal field of view, a 35 mm equivalent, or null to go back to what the file says. */
  setIntrinsics: {
    input: z.object({
      photoId: id,
      lens: z
        .union([
          z.object({ fieldOfViewDegrees: z.number().gt(1).lt(170) }),
          z.object({ focal35mm: z.number().gt(1).lt(2000) }),
        ])
        .nullable(),
    }),
    output: photoSchema,
  },

  /** Queues every pack on every photo. */
  estimate: {
    input: z.object({
      photoIds: z.array(id).min(1),
      packIds: z.array(id).min(1),
      options: runOptionsSchema.default({}),
      /** Execution provider by onnxruntime's name, or `auto` for the first that works. */
      provider: z.string().default('auto'),
    }),
    output: z.array(runSchema),
  },
  /** Tries every execution provider of this machine on a tiny graph and compares it with the CPU. */
  checkProviders: { input: nothing, output: z.array(providerCheckSchema) },

  /** Opens a pack's graphs before a run needs them, where nothing is at work and they can stay open. */
  openPack: {
    input: z.object({ packId: id, provider: z.string().default('auto') }),
    output: z.object({ isOpen: z.boolean() }),
  },

  cancelRun: { input: z.object({ runId: id }), output: nothing },
  /** Queues the same photo, pack and options once more. */
  retryRun: { input: z.object({ runId: id }), output: runSchema },
  removeRuns: { input: z.object({ runIds: z.array(id).min(1) }), output: removedSchema },

  /** Answers when the file is written; download it from /exports/<id>. */
  exportPointCloud: {
    input: z.object({ runId: id, options: pointCloudOptionsSchema }),
    output: exportSchema,
  },
  /** An OBJ comes as an archive with its material and texture. */
  exportMesh: { input: z.object({ runId: id, options: meshOptionsSchema }), output: exportSchema },
  exportDepthImage: {
    input: z.object({ runId: id, options: depthImageOptionsSchema }),
    output: exportSchema,
  },
  cancelExport: { input: z.object({ exportId: id }), output: nothing },
  removeExport: { input: z.object({ exportId: id }), output: removedSchema },
  /** Several finished exports as one download: a ZIP archive at /exports/<archiveId>, made while it is read. */
  packExports: {
    input: z.object({
      exportIds: z.array(id).min(1).max(10_000),
      /** What the archive is called, without its ending. */
      title: z.string().min(1).max(400),
    }),
    output: z.object({ archiveId: z.string() }),
  },

  ...PAGE_CALLS,

  ...QUEUE_CALLS,

  ...BENCHMARK_CALLS,

  ...WATCH_CALLS,

  ...TRASH_CALLS,

  ...COMPARE_CALLS,

  /**
   * Copies a pack folder (or the folder of the pack.json that is named) into the library, checks every file, installs it. A checkpoint
   * (its folder, or a .safetensors in it) is bound: its weights are linked where the disk allows. `base` lends the parts that it lacks.
   */
  importPackFolder: {
    input: z.object({ folder, replace, system: systemSchema.optional(), base: folder.optional() }),
    output: packListingSchema,
  },
  /** Reads what a bare ONNX graph says of itself, to be asked for the rest. */
  readGraph: { input: z.object(graphSource), output: graphFactsSchema },
  /** What a bare ONNX graph answers on a small photo, described so. Nothing of it stays. */
  tryGraph: { input: graphDescriptionSchema.extend(graphSource), output: graphTrialSchema },
  /** Makes a pack of a bare ONNX graph with one image going in and one map coming out. */
  makePack: { input: graphDescriptionSchema.extend({ ...graphSource, replace }), output: packListingSchema },
  /** Says what a checkpoint on the hub would become: size, licence, conditions. Downloads configurations only. */
  describeCheckpoint: { input: z.object(checkpoint), output: checkpointOfferSchema },
  /** Downloads a checkpoint and binds it; conditions of its licence must have been accepted. The token is kept nowhere. */
  getCheckpoint: {
    input: z.object({ ...checkpoint, replace, acceptLicence: z.boolean().default(false) }),
    output: downloadSchema,
  },
  /**
   * A pack from a page: start, send each file by `POST /packs/<uploadId>?file=<plain name>` with its bytes as the body, finish.
   * `bytes` is the sum of all files. Files of a checkpoint are named with their part (unet/config.json), `name` is that of its folder.
   */
  startPackUpload: {
    input: z.object({ bytes: z.number().int().positive(), name: z.string().min(1).max(200).optional() }),
    output: z.object({ uploadId: id }),
  },
  finishPackUpload: { input: z.object({ uploadId: id, replace }), output: packListingSchema },
  cancelPackUpload: { input: z.object({ uploadId: id }), output: nothing },
  /** Answers once the pack.json is read and there is room for its files; an unfinished download of the same address goes on. */
  startDownload: { input: z.object({ url: z.string().min(1).max(4096), replace }), output: downloadSchema },
  pauseDownload: { input: downloadId, output: downloadSchema },
  resumeDownload: { input: downloadId, output: downloadSchema },
  /** Removes what was downloaded so far. */
  cancelDownload: { input: downloadId, output: nothing },
  /** Removes an installed pack from the disk; a shipped one cannot be removed. */
  removePack: { input: z.object({ packId: id }), output: nothing },
  /** Moves the library to a folder that is empty or holds packs only, and uses it from then on. Answers when that is done. */
  moveModelsFolder: { input: z.object({ folder }), output: modelsFolderSchema },
  /** Stops the import or the move at work; nothing has changed then. */
  cancelLibraryWork: { input: nothing, output: nothing },

  /** What the page showed of the open project when it was last looked at; empty at first. */
  readView: { input: nothing, output: z.object({ view: viewSchema }) },
  /** Keeps what the page shows, for the project in this folder; where another one is open meanwhile nothing is kept. */
  keepView: { input: z.object({ folder, view: viewSchema }), output: nothing },

  /** Whether the place of photos goes along in exported files; null where nobody has said so. Of the person, for all projects. */
  readPlaceChoice: { input: nothing, output: z.object({ place: z.boolean().nullable() }) },
  keepPlaceChoice: { input: z.object({ place: z.boolean().nullable() }), output: nothing },

  /** The language of the page; null where the system says it. Of the person, for all projects. */
  readLanguage: { input: nothing, output: z.object({ language: languageSchema.nullable() }) },
  keepLanguage: { input: z.object({ language: languageSchema.nullable() }), output: nothing },

  /** Opens the project in a folder, or makes one there. Refused with `needs-repair` where only a person can say what is meant. */
  openProject: {
    input: z.object({ folder, create: z.boolean().default(false), repair: repairSchema.optional() }),
    output: stateSchema,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type CallName = keyof typeof API;
export type CallInput<N extends CallName> = z.input<(typeof API)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof API)[N]['output']>;
/** An input after parsing: defaults are filled in. */
export type ParsedInput<N extends CallName> = z.output<(typeof API)[N]['input']>;
