import type { TaskName } from './protocol.ts';

/** How much a question to a worker may take. Beyond it the worker is ended, and the question fails with a sentence. */
export interface TaskLimit {
  /** What sentences call the work: "Reading the ground truth". */
  work: string;
  /** Milliseconds from the question to the answer; null where good work may take any time. */
  wholeMs: number | null;
  /** Milliseconds without a word on how far it is. */
  quietMs: number;
  /** Bytes that the worker may grow by while it is at it; null where the machine's own memory is the bound. */
  bytes: number | null;
  /** What a person can do about it, as half a sentence. */
  wayOut: string;
}

const MINUTE = 60_000;
const TRY_AGAIN = 'close other programs and try again, or make the photo smaller';
const SAVE_ANEW = 'save it anew as JPEG or PNG, or make a smaller copy';

/**
 * The bounds of every task, the only place that states them. They are there for files and drivers that never come to an end, not for slow
 * machines: each is many times what the largest honest work took on two old cores.
 */
export const LIMITS: { readonly [Name in TaskName]: TaskLimit } = {
  // A step of a large model on a slow processor says nothing until it is done, and so does reading many gigabytes of weights.
  estimate: {
    work: 'Estimating the depth',
    wholeMs: null,
    quietMs: 20 * MINUTE,
    bytes: null,
    wayOut: 'choose a smaller working size, another model or another provider',
  },
  checkProviders: {
    work: 'Trying the execution providers',
    wholeMs: 10 * MINUTE,
    quietMs: 3 * MINUTE,
    bytes: null,
    wayOut: 'choose "cpu" as the provider, or update the graphics driver',
  },
  openPack: {
    work: 'Opening the model',
    wholeMs: null,
    quietMs: 20 * MINUTE,
    bytes: null,
    wayOut: 'choose another model or another provider',
  },
  // Once for each pack that is made: a text encoder of a gigabyte or more is read and run.
  embedPrompt: {
    work: 'Embedding the empty prompt',
    wholeMs: null,
    quietMs: 20 * MINUTE,
    bytes: null,
    wayOut: 'close other programs and try again',
  },
  export: {
    work: 'Writing the export',
    wholeMs: null,
    quietMs: 10 * MINUTE,
    bytes: null,
    wayOut: 'choose a smaller size or fewer triangles, or another disk',
  },
  compare: {
    work: 'Comparing',
    wholeMs: null,
    quietMs: 10 * MINUTE,
    bytes: null,
    wayOut: TRY_AGAIN,
  },
  measureBox: {
    work: 'Measuring',
    wholeMs: 2 * MINUTE,
    quietMs: 2 * MINUTE,
    bytes: null,
    wayOut: TRY_AGAIN,
  },
  alignFrame: {
    work: 'Aligning a frame',
    wholeMs: 2 * MINUTE,
    quietMs: 2 * MINUTE,
    bytes: null,
    wayOut: TRY_AGAIN,
  },
  flicker: {
    work: 'Measuring a frame',
    wholeMs: 2 * MINUTE,
    quietMs: 2 * MINUTE,
    bytes: null,
    wayOut: TRY_AGAIN,
  },
  consensus: {
    work: 'Making the consensus',
    wholeMs: null,
    quietMs: 10 * MINUTE,
    bytes: null,
    wayOut: TRY_AGAIN,
  },
  calibrate: {
    work: 'Calibrating',
    wholeMs: null,
    quietMs: 10 * MINUTE,
    bytes: null,
    wayOut: TRY_AGAIN,
  },
  // A recipe may come from anybody, and a stroke of it cover a whole map.
  mend: {
    work: 'Mending the map',
    wholeMs: 20 * MINUTE,
    quietMs: 5 * MINUTE,
    bytes: null,
    wayOut: 'mend it in fewer strokes',
  },
  // Others wait in line behind it, and the file may come from anybody.
  readTruth: {
    work: 'Reading the ground truth',
    wholeMs: MINUTE,
    quietMs: MINUTE,
    bytes: 2e9,
    wayOut: 'save the file again in a smaller size, as an uncompressed NPY or PFM',
  },
  // Datasets come from anybody, and a whole evaluation waits for each sample.
  benchmark: {
    work: 'Measuring a sample',
    wholeMs: 10 * MINUTE,
    quietMs: 10 * MINUTE,
    bytes: null,
    wayOut: TRY_AGAIN,
  },
  cutPhoto: {
    work: 'Cutting the photo',
    wholeMs: 2 * MINUTE,
    quietMs: 2 * MINUTE,
    bytes: null,
    wayOut: 'take the sample out of the dataset',
  },
  readMap: {
    work: 'Reading the depth map',
    wholeMs: MINUTE,
    quietMs: MINUTE,
    bytes: 2e9,
    wayOut: 'save the file again in a smaller size, as an uncompressed NPY or PFM',
  },
  // Seconds for a hundred thousand runs, many more from a slow disk; somebody else's may be made to take for ever.
  checkDatabase: {
    work: 'Checking the project',
    wholeMs: 60 * MINUTE,
    quietMs: 20 * MINUTE,
    bytes: 2e9,
    wayOut: 'put project.db back from a copy, or repair the project',
  },
  report: {
    work: 'Writing the report',
    wholeMs: null,
    quietMs: 10 * MINUTE,
    bytes: null,
    wayOut: TRY_AGAIN,
  },
  // The largest photo that is read, 268 megapixels, takes 1.6 GB where its format needs all of it at once.
  readPhoto: {
    work: 'Reading the photo',
    wholeMs: 2 * MINUTE,
    quietMs: 2 * MINUTE,
    bytes: 3e9,
    wayOut: SAVE_ANEW,
  },
  inspectPhoto: {
    work: 'Reading the photo',
    wholeMs: MINUTE,
    quietMs: MINUTE,
    bytes: 3e9,
    wayOut: SAVE_ANEW,
  },
};
