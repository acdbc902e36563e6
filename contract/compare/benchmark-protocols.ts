import type { TruthConvention } from './truth.ts';

/** How one scale and shift, or one scale, is found for each sample before it is measured. */
export const BENCHMARK_ALIGNMENTS = ['least-squares', 'least-squares-disparity', 'median', 'none'] as const;
export type BenchmarkAlignment = (typeof BENCHMARK_ALIGNMENTS)[number];

/** Parts of a picture that papers measure in. */
export const REGIONS = ['whole', 'eigen-nyu', 'eigen', 'garg'] as const;
export type Region = (typeof REGIONS)[number];

/** How a dataset is measured in one paper. Ranges are metres. */
export interface BenchmarkProtocol {
  title: string;
  /** Where the rules are from. */
  source: string;
  /** What the numbers of a truth file mean; what is left out is recognised file by file. */
  truth: Partial<TruthConvention>;
  /** The truth's scale is that of whole numbers, as the dataset's PNG have them: fractions are metres already. */
  scalesWholeNumbers: boolean;
  /** Size in pixels of truth that is raw little-endian float32 without a header; null where every file says its own. */
  rawSize: { width: number; height: number } | null;
  /** Photo and truth are cut to this size before anything else: from the bottom, in the middle. */
  cut: { width: number; height: number } | null;
  region: Region;
  /** Truth counts where minimum < depth < maximum. Both null: wherever there is a depth (and a mask lets it). */
  counted: { minimum: number | null; maximum: number | null };
  /** Aligned predictions are held to these ends. */
  held: { minimum: number; maximum: number | null };
  alignment: BenchmarkAlignment;
  /** Fits in disparity leave out where the prediction is not above zero. */
  fitsPositiveOnly: boolean;
  /** Fits look at no more columns than this, picked evenly, and at every row; null for all. */
  fitColumns: number | null;
}

const MARIGOLD = 'Ke et al., Marigold, CVPR 2024 (script/depth/eval.py';
const OF_MARIGOLD = {
  scalesWholeNumbers: false,
  rawSize: null,
  cut: null,
  region: 'whole',
  alignment: 'least-squares',
  fitsPositiveOnly: true,
  fitColumns: null,
} as const;

/** KITTI's benchmark crop, as its development kit has it. */
const KITTI_CUT = { width: 1216, height: 352 };

const NYU_TRUTH = { meaning: 'depth', scale: 1 / 1000, unit: 'metres', invalid: 0 } as const;
const KITTI_TRUTH = { meaning: 'depth', scale: 1 / 256, unit: 'metres', invalid: 0 } as const;

/** One protocol for each pair of dataset and paper, by the name that the command line takes. */
export const BENCHMARK_PROTOCOLS = {
  'nyu-marigold': {
    ...OF_MARIGOLD,
    title: 'NYUv2 as in Marigold',
    source: `${MARIGOLD}, src/dataset/nyu_dataset.py): PNG / 1000, Eigen's crop, 0.001 to 10 m, least squares over all valid pixels.`,
    truth: NYU_TRUTH,
    scalesWholeNumbers: true,
    region: 'eigen-nyu',
    counted: { minimum: 1e-3, maximum: 10 },
    held: { minimum: 1e-3, maximum: 10 },
  },
  'kitti-marigold': {
    ...OF_MARIGOLD,
    title: 'KITTI as in Marigold',
    source: `${MARIGOLD}, src/dataset/kitti_dataset.py): PNG / 256, benchmark crop of 1216 x 352, Eigen's mask, 0.00001 to 80 m, least squares.`,
    truth: KITTI_TRUTH,
    scalesWholeNumbers: true,
    cut: KITTI_CUT,
    region: 'eigen',
    counted: { minimum: 1e-5, maximum: 80 },
    held: { minimum: 1e-5, maximum: 80 },
  },
  'eth3d-marigold': {
    ...OF_MARIGOLD,
    title: 'ETH3D as in Marigold',
    source: `${MARIGOLD} with --alignment_max_res 1024, src/dataset/eth3d_dataset.py): raw float32 of 6048 x 4032, infinite where unknown, from 0.00001 m; the line is fitted to 1024 columns of every row, which is what the script's one-dimensional nearest sampling keeps.`,
    truth: { meaning: 'depth', scale: 1, unit: 'metres', invalid: null },
    rawSize: { width: 6048, height: 4032 },
    counted: { minimum: 1e-5, maximum: null },
    held: { minimum: 1e-5, maximum: null },
    fitColumns: 1024,
  },
  'scannet-marigold': {
    ...OF_MARIGOLD,
    title: 'ScanNet as in Marigold',
    source: `${MARIGOLD}, src/dataset/scannet_dataset.py): PNG / 1000, 0.001 to 10 m, least squares.`,
    truth: NYU_TRUTH,
    scalesWholeNumbers: true,
    counted: { minimum: 1e-3, maximum: 10 },
    held: { minimum: 1e-3, maximum: 10 },
  },
  'diode-marigold': {
    ...OF_MARIGOLD,
    title: 'DIODE as in Marigold',
    source: `${MARIGOLD}, src/dataset/diode_dataset.py): NPY in metres, its own mask alone says what counts, predictions held to 0.6 to 350 m.`,
    truth: { meaning: 'depth', scale: 1, unit: 'metres', invalid: null },
    counted: { minimum: null, maximum: null },
    held: { minimum: 0.6, maximum: 350 },
  },
  'nyu-metric': {
    ...OF_MARIGOLD,
    title: 'NYUv2 in metres, as in ZoeDepth',
    source:
      "Bhat et al., ZoeDepth, arXiv 2302.12288 (evaluate.py, as BTS): PNG / 1000, Eigen's crop, 0.001 to 10 m, nothing fitted.",
    truth: NYU_TRUTH,
    scalesWholeNumbers: true,
    region: 'eigen-nyu',
    counted: { minimum: 1e-3, maximum: 10 },
    held: { minimum: 1e-3, maximum: 10 },
    alignment: 'none',
    fitsPositiveOnly: false,
  },
  'kitti-metric': {
    ...OF_MARIGOLD,
    title: 'KITTI in metres, as in ZoeDepth',
    source:
      "Bhat et al., ZoeDepth, arXiv 2302.12288 (evaluate.py, as BTS): PNG / 256, benchmark crop of 1216 x 352, Garg's mask, 0.001 to 80 m, nothing fitted.",
    truth: KITTI_TRUTH,
    scalesWholeNumbers: true,
    cut: KITTI_CUT,
    region: 'garg',
    counted: { minimum: 1e-3, maximum: 80 },
    held: { minimum: 1e-3, maximum: 80 },
    alignment: 'none',
    fitsPositiveOnly: false,
  },
  'nyu-midas': {
    ...OF_MARIGOLD,
    title: 'NYUv2 as in MiDaS',
    source:
      'Ranftl et al., MiDaS, TPAMI 2022, section 5: least squares of scale and shift in disparity over all valid pixels, depths held to 10 m.',
    truth: NYU_TRUTH,
    scalesWholeNumbers: true,
    counted: { minimum: 0, maximum: 10 },
    held: { minimum: 1e-3, maximum: 10 },
    alignment: 'least-squares-disparity',
    fitsPositiveOnly: false,
  },
  'kitti-midas': {
    ...OF_MARIGOLD,
    title: 'KITTI as in MiDaS',
    source:
      'Ranftl et al., MiDaS, TPAMI 2022, section 5: least squares of scale and shift in disparity over all valid pixels, depths held to 80 m.',
    truth: KITTI_TRUTH,
    scalesWholeNumbers: true,
    counted: { minimum: 0, maximum: 80 },
    held: { minimum: 1e-3, maximum: 80 },
    alignment: 'least-squares-disparity',
    fitsPositiveOnly: false,
  },
  'tum-midas': {
    ...OF_MARIGOLD,
    title: 'TUM RGB-D as in MiDaS',
    source:
      'Ranftl et al., MiDaS, TPAMI 2022, section 5: PNG / 5000, least squares of scale and shift in disparity, depths held to 10 m.',
    truth: { meaning: 'depth', scale: 1 / 5000, unit: 'metres', invalid: 0 },
    counted: { minimum: 0, maximum: 10 },
    held: { minimum: 1e-3, maximum: 10 },
    alignment: 'least-squares-disparity',
    fitsPositiveOnly: false,
  },
  'as-is': {
    ...OF_MARIGOLD,
    title: 'As it is',
    source:
      'Own rule: every file is read as it is recognised, every pixel above 0.001 m counts, and the line is fitted where scale and shift of each map live.',
    truth: {},
    counted: { minimum: 1e-3, maximum: null },
    held: { minimum: 1e-3, maximum: null },
    fitsPositiveOnly: false,
  },
} as const satisfies Record<string, BenchmarkProtocol>;

export type BenchmarkProtocolName = keyof typeof BENCHMARK_PROTOCOLS;
export const BENCHMARK_PROTOCOL_NAMES = Object.keys(BENCHMARK_PROTOCOLS) as [
  BenchmarkProtocolName,
  ...BenchmarkProtocolName[],
];
