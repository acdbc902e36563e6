import type { Comparison } from '../../../contract/compare/comparison.ts';
import type { Rows } from '../../../contract/compare/comparison-table.ts';
import { METRIC_NAMES, METRICS } from '../../../contract/compare/evaluation-protocol.ts';
import type { Truth } from '../../../contract/compare/truth.ts';
import { type Run, workSeconds } from '../../../contract/run.ts';
import { GENERATOR } from '../../../contract/version.ts';
import { flagWords } from '../../../contract/words/flag-words.ts';
import type { ReportFacts } from '../../worker/report-task.ts';

/** What stands over the parts of a report. */
export const HEADINGS = {
  photo: 'The photo',
  depth: 'Depth',
  differences: 'Differences',
  alignment: 'Alignment',
  numbers: 'Numbers',
  protocol: 'Protocol',
  pairs: 'Every pair',
  spearman: 'Rank correlation of distances',
  residualShare: 'What a fit leaves over, as a share of the spread',
  absRel: 'AbsRel against metric runs',
  truth: 'Ground truth',
  runs: 'Runs',
} as const;

/** What stands under the photo of a contact sheet. */
export const PHOTO_CAPTION = 'the photo';

/** What a report is called: the photo, and whose maps of it. */
export function reportTitle({ photo: { name }, runs }: Pick<ReportFacts, 'photo' | 'runs'>): string {
  const titles = runs.map((run) => run.packTitle).join(', ');
  return `Depth of ${name}: ${titles}`;
}

/** Which photo it is, and who wrote this when. */
export function aboutPhoto({ photo, comparison }: Pick<ReportFacts, 'photo' | 'comparison'>): string[] {
  const { name, width, height } = photo;
  const day = comparison.createdAt.slice(0, 10);
  return [`${name}, ${width} x ${height} pixels.`, `Written by ${GENERATOR} on ${day}.`];
}

/** What stands before, between and behind the colours of the depth maps, from far to near. */
export function legendWords(colours: string): [before: string, between: string, behind: string] {
  return [
    `Colour map ${colours}: far`,
    'near',
    'The range is stated under each map, beyond it the end colours.',
  ];
}

/** Where the colours of a difference end. */
export function differenceWords(most: string): string {
  return `blue ${most} nearer, red ${most} farther`;
}

/** What a difference picture is of. */
export function minusReference(title: string): string {
  return `${title} minus reference`;
}

const BETTER = { lower: 'lower is better', higher: 'higher is better' } as const;

/** The table of metrics, one row a metric, with what each means at the end of its row, in pieces that are sentences of their own. */
export function meaningRows([, ...rows]: Rows): string[][] {
  const meaningOf = ([label]: string[]) => {
    const name = METRIC_NAMES.find((each) => METRICS[each].label === label);
    if (!name) return [];
    const { meaning, better } = METRICS[name];
    return better === 'neither' ? [meaning] : [meaning, BETTER[better]];
  };
  return [['p: the aligned map, g: the reference'], ...rows.map(meaningOf)];
}

/** What the tables of every pair say, and what they do not. */
export function pairWords({ pairPixels }: Pick<Comparison, 'pairPixels'>): string[] {
  return [
    `The run of the row is aligned to that of the column by least squares, at ${pairPixels.toLocaleString('en')} pixels that are valid in all runs.`,
    'This says how much the models agree, not which is right.',
  ];
}

/** What a fit had to say of each run, with whose it is. */
export function fitNotes({ subjects }: Pick<Comparison, 'subjects'>): { title: string; note: string }[] {
  return subjects.flatMap(({ title, fit, refusal }) =>
    [...(fit?.notes ?? []), ...(refusal ? [refusal] : [])].map((note) => ({ title, note })),
  );
}

const MEANINGS = {
  depth: 'depth',
  disparity: 'disparity',
  'inverse-depth': '1 / depth',
} as const satisfies Record<Truth['convention']['meaning'], string>;

/** What the ground truth is, how it was read, and why so: each with its sentences. */
export function truthWords(truth: Truth): string[][] {
  const { name, format, convention, reasons, confidence, validPixels, plane, notes } = truth;
  const { meaning, scale, unit, geometry, calibration } = convention;
  return [
    [
      `${name} (${format}), ${plane.width} x ${plane.height}, ${validPixels.toLocaleString('en')} valid pixels.`,
    ],
    [
      `Read as ${MEANINGS[meaning]}, stored number times ${scale}, ${unit === 'metres' ? 'in metres' : 'of an unknown unit'}, ${geometry === 'planar' ? 'depth along the view' : 'distance along the ray, converted to depth along the view'}.`,
      ...(calibration
        ? [
            `Focal length ${calibration.focalInPixels} pixels, baseline ${calibration.baselineInMetres} m, offset ${calibration.offsetInPixels} pixels.`,
          ]
        : []),
    ],
    [
      confidence === 'confirmed'
        ? 'A person confirmed this.'
        : `Nobody confirmed this (${confidence === 'certain' ? 'certain' : 'guessed'}).`,
    ],
    ...[...reasons, ...notes].map((sentence) => [sentence]),
  ];
}

const WEIGHTS = {
  starter: 'starter weights, not the published ones',
  official: 'official weights',
  imported: 'imported weights',
} as const;

/** Where a run's map comes from: each line with its sentences. */
export function runWords(run: Run): string[][] {
  const { system, origin, licence, packId, packHash, provider, finishedAt, derivation } = run;
  const notes = run.notes.map((note) => [note]);
  if (derivation) return [[`${WEIGHTS[origin]}; licence ${licence}.`], ...notes];
  const settings = flagWords(run.options).join(' ');
  const seconds = workSeconds(run) ?? 0;
  return [
    [`System ${system}; ${WEIGHTS[origin]}; licence ${licence}.`],
    [`Pack ${packId}, hash ${packHash || '–'}.`],
    [settings === '' ? 'No settings.' : `Settings: ${settings}.`],
    [
      `Provider ${provider ?? '–'}, ${seconds.toFixed(2)} s.`,
      ...(finishedAt ? [`Finished ${timeOf(finishedAt)} UTC.`] : []),
    ],
    ...notes,
  ];
}

/** "2026-11-27 22:02" of an ISO 8601 time. */
const timeOf = (iso: string) => iso.slice(0, 16).replace('T', ' ');
