import type { Diagnostics } from '../../../contract/diagnostics.ts';
import { bytesInWords } from '../../disk/bytes-in-words.ts';

/** The facts as a text to be read and sent. `withoutProject`: what is said where there are no facts of one. */
export function diagnosticsInWords(facts: Diagnostics, withoutProject = 'could not be opened'): string {
  const { memory, freeDiskBytes, providers, packs, problems, log } = facts;
  const free = freeDiskBytes === null ? 'unknown' : `${bytesInWords(freeDiskBytes)} free`;
  return [
    `Depthroom ${facts.version}, ${facts.runtime}`,
    `System     ${facts.system}`,
    `Processor  ${facts.processor}`,
    `Memory     ${bytesInWords(memory.totalBytes)}, ${bytesInWords(memory.freeBytes)} free`,
    `Disk       ${free}`,
    `Project    ${facts.project ? projectInWords(facts.project) : withoutProject}`,
    '',
    'Providers',
    ...(providers
      ? providers.map(
          ({ name, isUsable, sentence }) =>
            `  ${name.padEnd(10)} ${isUsable ? 'usable ' : 'refused'}  ${sentence}`,
        )
      : ['  not tried: the process that tries them is at work']),
    '',
    'Model packs',
    ...packs.map(({ id, origin, problem }) => `  ${id} (${origin})${problem === null ? '' : `: ${problem}`}`),
    ...(problems.length > 0 ? ['', 'Problems', ...problems.map((problem) => `  ${problem}`)] : []),
    '',
    'Log',
    ...(log.length > 0 ? log.map((line) => `  ${line}`) : ['  empty']),
  ].join('\n');
}

function projectInWords(project: NonNullable<Diagnostics['project']>): string {
  const { photos, runs, failedRuns, unreadableRows, unknownFiles, files } = project;
  const kept = files
    ? `, files: ${files.good} as written, ${files.missing} missing, ${files.altered} changed`
    : '';
  return `${counted(photos, 'photo')}, ${counted(runs, 'run')} (${failedRuns} failed), ${counted(unreadableRows, 'row')} that cannot be read, ${counted(unknownFiles, 'file')} without a row${kept}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
