import { join } from 'node:path';
import { temporaryFolder } from '../open-engine.ts';
import { unpackSchema2, writeTinyPhoto } from './on-disk.ts';

export { alterDatabase, contentsOf, keptFiles, writeOld } from './on-disk.ts';

/** A small picture, another one for each number. */
export async function tinyPhoto(number: number): Promise<string> {
  const path = join(await temporaryFolder(), `tiny-${number}.png`);
  await writeTinyPhoto(path, number);
  return path;
}

/** A project of schema 2: a photo, a run, a calibrated run, a comparison and an export, as they were written then. */
export async function projectOfSchema2(): Promise<string> {
  const folder = join(await temporaryFolder(), 'project');
  await unpackSchema2(folder);
  return folder;
}
