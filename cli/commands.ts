import type { Command } from 'commander';

/** What adds a command to the program. */
type Add = (program: Command) => void;

/**
 * zod makes a program of its own of each schema that is asked for the first time, which pays where thousands of rows are read. A command
 * that reads a few does not wait for it.
 */
async function forFewRows<Module>(read: () => Promise<Module>): Promise<Module> {
  (await import('zod')).config({ jitless: true });
  return read();
}

/** Every command by its name, in the order of the help; read when it is asked for. */
export const COMMANDS: Record<string, () => Promise<Add>> = {
  estimate: async () => (await forFewRows(() => import('./photos/estimate.ts'))).addEstimate,
  export: async () => (await import('./photos/export.ts')).addExport,
  watch: async () => (await import('./photos/watch.ts')).addWatch,
  sequence: async () => (await import('./sequence/sequence.ts')).addSequence,
  compare: async () => (await import('./photos/compare.ts')).addCompare,
  evaluate: async () => (await import('./photos/evaluate.ts')).addEvaluate,
  packs: async () => (await import('./packs/packs.ts')).addPacks,
  photos: async () => (await import('./photos/photos.ts')).addPhotos,
  'take-depth': async () => (await import('./photos/take-depth.ts')).addTakeDepth,
  mend: async () => (await import('./mend/mend.ts')).addMend,
  place: async () => (await import('./terminal/place.ts')).addPlace,
  projects: async () => (await import('./projects/projects.ts')).addProjects,
  providers: async () => (await import('./providers/providers.ts')).addProviders,
  doctor: async () => (await import('./doctor.ts')).addDoctor,
  serve: async () => (await import('./app/serve.ts')).addServe,
  open: async () => (await import('./app/open.ts')).addOpen,
  start: async () => (await import('./app/start.ts')).addStart,
};

/** Options of the program itself that take the word after them. */
const WITH_VALUE = ['--project'];

/**
 * What has to be read for a command line: the command that it names by its first word that is neither an option of the program nor what
 * follows one; nothing for the version; every command where it names none, or none of that name.
 *
 * @param words what was typed after the program's name
 */
export function commandsFor(words: readonly string[]): (() => Promise<Add>)[] {
  for (let k = 0; k < words.length; k++) {
    if (WITH_VALUE.includes(words[k])) k++;
    else if (words[k] === '--version' || words[k] === '-V') return [];
    else if (!words[k].startsWith('-'))
      return Object.hasOwn(COMMANDS, words[k]) ? [COMMANDS[words[k]]] : Object.values(COMMANDS);
  }
  return Object.values(COMMANDS);
}
