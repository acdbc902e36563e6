import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../depthroom.mjs', import.meta.url));

/**
 * How the person started this program, so that a command in a sentence is one that works for them: by npx, by its file, or, where it is
 * installed, by its name. `DEPTHROOM_STARTED_AS` is the file that `depthroom.mjs` was started as.
 */
export function programName(environment: NodeJS.ProcessEnv = process.env, folder = process.cwd()): string {
  const { npm_command: npm, DEPTHROOM_STARTED_AS: startedAs = '' } = environment;
  if (npm === 'exec' || npm === 'run' || npm === 'start' || npm === 'run-script') return 'npx depthroom';
  // A command that npm installed is a link of another name.
  if (!startedAs.endsWith('depthroom.mjs')) return startedAs === '' ? 'npx depthroom' : 'depthroom';
  const path = relative(folder, SCRIPT);
  return `node ${/\s/.test(path) ? JSON.stringify(path) : path}`;
}
