import { relative } from 'node:path';

/**
 * How the person started this program, so that a command in a sentence is one that works for them: by npx, by its file, or, where it is
 * installed, by its name. `DEPTHROOM_STARTED_AS` is the whole path that
 * `depthroom.mjs` was started by.
 */
export function programName(
  environment: NodeJS.ProcessEnv = process.env,
  folder = folderNow(),
  platform = process.platform,
): string {
  const { npm_command: npm, DEPTHROOM_STARTED_AS: startedAs = '' } = environment;
  if (npm === 'exec' || npm === 'run' || npm === 'start' || npm === 'run-script') return 'npx depthroom';
  // A command that npm installed is a link of another name.
  if (!startedAs.endsWith('depthroom.mjs')) return startedAs === '' ? 'npx depthroom' : 'depthroom';
  const path = relative(folder, startedAs);
  return `node ${/[^\w./\\:@%+~-]/.test(path) ? quoted(path, platform) : path}`;
}

/** For a shell. Sentences have commands between double quotes, so that these are single ones, but for Windows, whose shell knows no others. */
function quoted(path: string, platform: NodeJS.Platform): string {
  return platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`;
}

/** The folder that a person is in may have been removed meanwhile. */
function folderNow(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}
