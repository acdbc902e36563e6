/** One network, size, precision and tool; times in milliseconds, memory in MB. */
export interface InferenceRow {
  title: string;
  height: number;
  width: number;
  tool: string;
  dtype: string;
  opening: number;
  first: number;
  milliseconds: number[];
  processor: number[];
  peak: number;
  above: number;
  deviceMemory?: number | null;
}

interface Facts {
  rows: readonly InferenceRow[];
  missing: readonly string[];
  machine: string;
  /** Name and driver of the first card. */
  gpu: string | null;
  versions: string;
}

/** What the section begins with; another one ends it. */
export const INFERENCE_HEADING = '## The networks at full size';

/** The section of docs/benchmarks.md. Ratios are those of times by the fastest row of torch of the same network, size and device. */
export function inferenceReport({ rows, missing, machine, gpu, versions }: Facts): string {
  const lines = rows.map((row) => {
    const peers = rows.filter((other) => isPeer(row, other));
    const best = Math.min(...peers.map((other) => timeOf(other)));
    const least = Math.min(...peers.map((other) => other.above));
    return [
      row.title,
      `${row.height} x ${row.width}`,
      row.tool,
      row.dtype,
      inSeconds(Math.min(...row.milliseconds)),
      inSeconds(Math.min(...row.processor)),
      peers.length > 0 ? (timeOf(row) / best).toFixed(2) : '',
      inSeconds(row.opening),
      inSeconds(row.first),
      `${Math.round(row.peak)} MB`,
      `${Math.round(row.above)} MB`,
      peers.length > 0 ? (row.above / least).toFixed(2) : '',
    ];
  });
  return `${INFERENCE_HEADING}

Made by \`npm run bench -- inference\` (${new Date().toISOString().slice(0, 10)}), on ${machine}${gpu ? `, ${gpu}` : ', no graphics card'}; ${versions}. Random weights; one step
(UNet) or pass, inputs and outputs in memory, the fastest of the runs after the first. "Processor" is the time of all threads, which is what
ratios on the CPU compare, since other programs ran on the same machine; "above" is the peak of resident memory above the opened network.
Ratios are those by the fastest, and the smallest, of torch on the same device: below 1, ours needs less.

| network | size | tool | precision | time | processor | ratio | opening | first | peak | above | ratio |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lines.map((line) => `| ${line.join(' | ')} |`).join('\n')}
${missing.length > 0 ? `\nRows that are missing: ${missing.join('; ')}.\n` : ''}`;
}

/** On the CPU the processor's time, which other programs do not change as much. */
function timeOf({ tool, milliseconds, processor }: InferenceRow): number {
  return Math.min(...(tool.endsWith('cpu') ? processor : milliseconds));
}

function isPeer(row: InferenceRow, other: InferenceRow): boolean {
  const isSameDevice = row.tool.endsWith('cpu') === other.tool.endsWith('cpu');
  return (
    other.tool.startsWith('torch') &&
    isSameDevice &&
    [row.title, row.height, row.width].join() === [other.title, other.height, other.width].join()
  );
}

function inSeconds(milliseconds: number): string {
  // torch's weights are made and not opened.
  if (!Number.isFinite(milliseconds) || milliseconds === 0) return '';
  return milliseconds < 1000 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** The section of a heading as a document has it; empty where it has none. */
export function sectionOf(document: string, heading: string): string {
  const start = document.indexOf(heading);
  if (start < 0) return '';
  const end = document.indexOf('\n## ', start + 1);
  return document.slice(start, end < 0 ? undefined : end);
}

/** A document with the section of a heading replaced, or with the section at its end. */
export function replaceSection(document: string, section: string, heading: string): string {
  if (section === '') return document;
  const start = document.indexOf(heading);
  if (start < 0) return `${document.trimEnd()}\n\n${section.trimEnd()}\n`;
  const end = document.indexOf('\n## ', start + 1);
  const rest = end < 0 ? '' : document.slice(end + 1);
  return `${document.slice(0, start)}${section.trimEnd()}\n${rest ? `\n${rest}` : ''}`;
}
