import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE, temporaryFolder } from '../open-engine.ts';
import { LAUNCHER, type Outcome, runProgram } from './run-program.ts';

/** A folder with a photo in it, and what runs the command line there as a person does, in a home of its own. */
export async function openTerminal(): Promise<{
  folder: string;
  run(...args: string[]): Promise<Outcome>;
}> {
  const folder = await temporaryFolder();
  const run = (...args: string[]) =>
    runProgram([LAUNCHER, ...args], { cwd: folder, home: join(folder, 'home') });
  await copyFile(SAMPLE, join(folder, 'photo.png'));
  return { folder, run };
}
