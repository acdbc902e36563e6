import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a person starts. */
export const LAUNCHER = fileURLToPath(new URL('../../cli/depthroom.mjs', import.meta.url));
/** The command line itself, and how the launcher starts it. */
export const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
export const START_MAIN = ['--disable-warning=ExperimentalWarning', MAIN];

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs either with its arguments, in a folder and with a home of its own; -1 where it was killed. */
export function runProgram(
  args: readonly string[],
  { cwd, home, environment = {} }: { cwd: string; home: string; environment?: Record<string, string> },
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...args],
      { cwd, env: { ...process.env, DEPTHROOM_HOME: home, ...environment } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

/**
 * Runs the program as a user who may write nothing here but `cwd`, and what is compiled of the program: the administrator may write
 * everywhere.
 */
export function runAsOther(
  args: readonly string[],
  { cwd, home, compiled = join(cwd, 'compiled') }: { cwd: string; home: string; compiled?: string },
): Promise<Outcome> {
  const isRoot = process.getuid?.() === 0;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [LAUNCHER, ...args],
      {
        cwd,
        env: { ...process.env, DEPTHROOM_HOME: home, TMPDIR: cwd, NODE_COMPILE_CACHE: compiled },
        ...(isRoot && { uid: 65534, gid: 65534 }),
      },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
