import type { GrowthRow } from './measure-project.ts';

export const GROWTH_HEADING = '## Ten thousand photos, a hundred thousand runs';

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
const milliseconds = (ms: number) => (ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`);

/** A run tells the page three things: that it waits, that it works, how it ended. */
const CHANGES_OF_RUN = 3;

/** What 10,000 runs would send, each with its row and the rest of a change. */
function batchBytes({ changeBytes, runBytes }: GrowthRow): number {
  return (changeBytes + runBytes) * CHANGES_OF_RUN * 10_000;
}

/** What is aimed at for the largest project, beside the smallest. */
const TARGETS: readonly { what: string; limit: string; isMet(row: GrowthRow, small: GrowthRow): boolean }[] =
  [
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
    { what: 'the longest task', limit: 'at most 100 ms', isMet: ({ longestTaskMs }) => longestTaskMs <= 100 },
    {
      what: 'a batch of 10,000 runs moves',
      limit: 'under 200 MB',
      isMet: (row) => batchBytes(row) < 200e6,
    },
    { what: 'the engine opens it', limit: 'in under 1 s', isMet: ({ openMs }) => openMs < 1_000 },
  ];

/** The part of docs/benchmarks.md about projects that grow. The last row is the smallest once more. */
export function growthReport(rows: readonly GrowthRow[]): string {
  const [small] = rows;
  const large = rows.reduce((most, row) => (row.runs > most.runs ? row : most));
  const lines = rows.map((row) =>
    [
      `${row.photos.toLocaleString('en')} x ${row.runs.toLocaleString('en')}`,
      milliseconds(row.openMs),
      milliseconds(row.openUnknownMs ?? row.openMs),
      milliseconds(row.usableMs),
      megabytes(row.enginePeakBytes),
      megabytes(row.heapBytes),
      milliseconds(row.clickMs),
      milliseconds(row.longestTaskMs),
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
software) of its own, in one go; the smallest once more at the end. "Open" is the engine's start with the project as it was left,
"unknown" with one whose database has to be read through first. "Usable" ends when the list, the photo on the stage and the button
that runs a model are there. "A change" is a photo that gets another name: processor time of engine and page together, what is sent,
and when it is seen. "Idle" is the processor time of both in ten seconds in which nothing happens. A click ends with the frame after the
photo is named on the stage; a long task is one of the page's main thread in its first seconds.

| photos x runs | open | unknown | usable | engine, peak | page heap | click | longest task | change | sent | seen after | idle |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lines.map((line) => `| ${line} |`).join('\n')}

![What grows with a project](growth.svg)

| for 10,000 x 100,000 | aim | |
| --- | --- | --- |
${targets.join('\n')}

A batch of 10,000 runs is reckoned: ${megabytes(batchBytes(large))}, which is the row of a run (${(large.runBytes / 1000).toFixed(1)} kB) and the rest of a change, three times for
each run: that it waits, that it works, how it ended.
`;
}
