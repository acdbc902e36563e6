import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const AROUND_HEADING = '## Around the networks';

interface Moment {
  processor: number;
  clock: number;
}
interface Around {
  bare: Moment;
  stages: Record<string, Moment>;
}

/** What a person calls the stages of a run. */
const WORDS: Record<string, string> = {
  open: 'begin',
  'read photo': 'decode, with the hash of the file',
  prepare: 'resize to 768',
  encode: 'around the encoder',
  denoise: 'noise, and around the steps',
  decode: "members' way back",
  ensemble: 'alignment, median and spread',
  store: 'place and store',
};
const ROUNDS = 15;
/** The aims: so many times a bare decode, and so many milliseconds more, by members. */
const TIMES_BARE = 1.5;
const MORE_MS = { 1: 100, 5: 250 } as const;
type Members = keyof typeof MORE_MS;

/** Measures runs of one and of five members, each in a process of its own, and answers with the section of docs/benchmarks.md. */
export async function measureAround(machine: string, versions: string): Promise<string> {
  const [one, five] = [await measure(1), await measure(5)];
  const row = (name: string, of: (around: Around) => Moment | undefined) =>
    `| ${name} | ${[one, five]
      .flatMap((around) => [of(around)?.processor ?? 0, of(around)?.clock ?? 0])
      .map((ms) => ms.toFixed(ms < 9.95 ? 1 : 0))
      .join(' | ')} |`;
  const stages = Object.keys(WORDS).map((stage) => row(WORDS[stage], ({ stages: all }) => all[stage]));
  return `${AROUND_HEADING}

Made by \`npm run bench -- inference\` (${new Date().toISOString().slice(0, 10)}), on ${machine}; ${versions}. The task of the worker process from a JPEG of 12 megapixels to
a stored map of 768 x 576, with its graphs open and without what the networks themselves take (they are tiny here), shown stage by stage: milliseconds of the
processor, all threads together, and by the clock; of ${ROUNDS} runs in one process the one that took the processor least. The bare decode is sharp's, of the
same file in the same process, the fastest of ${ROUNDS}.

| | one member, processor | clock | five members, processor | clock |
| --- | --- | --- | --- | --- |
${stages.join('\n')}
${row('together', ({ stages: all }) => totalOf(all))}
${row('a bare decode', ({ bare }) => bare)}

${sentence(1, one)} ${sentence(5, five)}
`;
}

function sentence(members: Members, { bare, stages }: Around): string {
  const most = TIMES_BARE * bare.processor + MORE_MS[members];
  const { processor } = totalOf(stages);
  const verdict = processor <= most ? 'met' : `missed by ${Math.round(processor - most)} ms`;
  return `The aim for ${members === 1 ? 'one member' : 'five members'}, at most ${TIMES_BARE} bare decodes and ${MORE_MS[members]} ms of the processor, which is ${Math.round(most)} ms: ${verdict}.`;
}

function totalOf(stages: Record<string, Moment>): Moment {
  const all = Object.values(stages);
  return {
    processor: all.reduce((sum, each) => sum + each.processor, 0),
    clock: all.reduce((sum, each) => sum + each.clock, 0),
  };
}

async function measure(members: Members): Promise<Around> {
  const script = join(import.meta.dirname, 'measure-around.ts');
  const words = ['--disable-warning=ExperimentalWarning', script, `${members}`, `${ROUNDS}`];
  const { stdout } = await promisify(execFile)(process.execPath, words, { timeout: 300_000 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
