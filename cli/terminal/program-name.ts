import { relative } from 'node:path';

/**
 * How the person started this program, so that a command in a sentence is one that works for them: by npx, by its file, or, where it is
 * installed, by its name. `DEPTHROOM_STARTED_AS` is the whole path that
 * `depthroom.mjs` was started by.
 */
export function programName(environment: NodeJS.ProcessEnv = process.env, folder = process.cwd()): string {
  const { npm_command: npm, DEPTHROOM_STARTED_AS: startedAs = '' } = environment;
  if (npm === 'exec' || npm === 'run' || npm === 'start' || npm === 'run-script') return 'npx depthroom';
  // A command that npm installed is a link of another name.
  if (!startedAs.endsWith('depthroom.mjs')) return startedAs === '' ? 'npx depthroom' : 'depthroom';
  const path = relative(folder, startedAs);
  return `node ${/\s/.test(path) ? JSON.stringify(path) : path}`;
}
