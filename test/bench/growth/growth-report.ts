import { availableParallelism, loadavg } from 'node:os';
import type { LongestTask } from './longest-task.ts';
import type { GrowthRow, UnknownOpening } from './measure-project.ts';

export const GROWTH_HEADING = '## Ten thousand photos, a hundred thousand runs';

/** One project, opened twice. */
export interface Measured {
  unknown: UnknownOpening;
  row: GrowthRow;
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
const milliseconds = (ms: number) => (ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`);

const task = ({ clockMs, processorMs }: LongestTask) =>
  `${milliseconds(clockMs)} (${milliseconds(processorMs)})`;
const longestMs = ({ startTask, clickTask }: GrowthRow) => Math.max(startTask.clockMs, clickTask.clockMs);

/** A run tells the page three things: that it waits, that it works, how it ended. */
const CHANGES_OF_RUN = 3;

/** What 10,000 runs would send, each with its row and the rest of a change. */
function batchBytes({ changeBytes, runBytes }: GrowthRow): number {
  return (changeBytes + runBytes) * CHANGES_OF_RUN * 10_000;
}

/** What is aimed at for the largest project, beside the smallest. */
const TARGETS: readonly {
  what: string;
  limit: string;
  isMet(row: GrowthRow, small: Pick<GrowthRow, 'usableMs' | 'clickMs'>): boolean;
}[] = [
  {
    what: 'the page can be used',
    limit: 'at most 1.5 times the time of the smallest',
    isMet: (row, small) => row.usableMs <= 1.5 * small.usableMs,
  },
  { what: 'engine', limit: 'at most 250 MB', isMet: ({ enginePeakBytes }) => enginePeakBytes <= 250e6 },
  { what: 'heap of the page', limit: 'at most 60 MB', isMet: ({ heapBytes }) => heapBytes <= 60e6 },
  {
    what: 'a change',
    limit: 'under 100 ms of processor time and at most 5 kB',
    isMet: ({ changeProcessorMs, changeBytes }) => changeProcessorMs < 100 && changeBytes <= 5_000,
  },
  {
    what: 'a click in the list',
    limit: 'at most 1.5 times the time of the smallest',
    isMet: (row, small) => row.clickMs <= 1.5 * small.clickMs,
  },
  { what: 'the longest task', limit: 'at most 100 ms', isMet: (row) => longestMs(row) <= 100 },
  {
    what: 'a batch of 10,000 runs moves',
    limit: 'under 200 MB',
    isMet: (row) => batchBytes(row) < 200e6,
  },
  { what: 'the engine opens it', limit: 'in under 1 s', isMet: ({ openMs }) => openMs < 1_000 },
];

/** The part of docs/benchmarks.md about projects that grow. The last row is the smallest once more. */
export function growthReport(measured: readonly Measured[]): string {
  const rows = measured.map(({ row }) => row);
  const small = meanOf(rows[0], rows[rows.length - 1]);
  const large = rows.reduce((most, row) => (row.runs > most.runs ? row : most));
  const lines = measured.map(({ unknown, row }) =>
    [
      `${row.photos.toLocaleString('en')} x ${row.runs.toLocaleString('en')}`,
      milliseconds(row.openMs),
      milliseconds(unknown.openMs),
      milliseconds(unknown.checkedMs),
      milliseconds(row.usableMs),
      megabytes(row.enginePeakBytes),
      megabytes(row.heapBytes),
      milliseconds(row.clickMs),
      task(row.startTask),
      task(row.clickTask),
      milliseconds(row.changeProcessorMs),
      `${(row.changeBytes / 1000).toFixed(1)} kB`,
      milliseconds(row.changeSeenMs),
      milliseconds(row.idleEngineMs + row.idlePageMs),
    ].join(' | '),
  );
  const targets = TARGETS.map(
    ({ what, limit, isMet }) => `| ${what} | ${limit} | ${isMet(large, small) ? 'met' : '**not met**'} |`,
  );
  return `${GROWTH_HEADING}

Made by \`npm run bench -- growth\` (${new Date().toISOString().slice(0, 10)}): projects of real rows, each opened by an engine and a page (Chromium, drawn in
software) of its own, in one go; the smallest once more at the end, and the mean of its two rows is what the largest is compared with. ${loadWords()}
"Open" is the engine's start with the project as it was left, "unknown" with one that another program may have written, "read through" when
all of that one was checked in the background. "Usable" ends when the list, the photo on the stage and the button
that runs a model are there. "A change" is a photo that gets another name: processor time of engine and page together, what is sent,
and when it is seen. "Idle" is the processor time of both in ten seconds in which nothing happens. A click ends with the frame after the
photo is named on the stage. The longest task of the page's main thread is given by the clock, and in brackets by its processor time, while
the page starts and while eleven photos are clicked.

| photos x runs | open | unknown | read through | usable | engine, peak | page heap | click | longest task, start | longest task, clicks | change | sent | seen after | idle |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lines.map((line) => `| ${line} |`).join('\n')}

![What grows with a project](growth.svg)

| for 10,000 x 100,000 | aim | |
| --- | --- | --- |
${targets.join('\n')}

A batch of 10,000 runs is reckoned: ${megabytes(batchBytes(large))}, which is the row of a run (${(large.runBytes / 1000).toFixed(1)} kB) and the rest of a change, three times for
each run: that it waits, that it works, how it ended.
`;
}

/** What of the smallest is compared, in the mean of both times it was measured: what else the machine did is in their difference. */
function meanOf(one: GrowthRow, other: GrowthRow): Pick<GrowthRow, 'usableMs' | 'clickMs'> {
  return { usableMs: (one.usableMs + other.usableMs) / 2, clickMs: (one.clickMs + other.clickMs) / 2 };
}

/** Whether the machine had anything else to do. */
function loadWords(): string {
  const [, , load] = loadavg();
  const cores = availableParallelism();
  return `${cores} cores, whose load was ${load.toFixed(1)} in the last quarter of an hour${load > cores ? ': times by the clock are those of a machine with much else to do' : ''}.`;
}
