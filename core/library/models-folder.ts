import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const settingSchema = z.object({
  folder: z.string(),
  /** A move by renaming is under way: packs are in either folder until it is ended (move-models-folder.ts). */
  movingTo: z.string().nullable().default(null),
});
export type ModelsFolderSetting = z.infer<typeof settingSchema> & { problem: string | null };

const pathIn = (dataFolder: string) => join(dataFolder, 'models-folder.json');

/** Where packs lie that nobody moved. */
export function defaultModelsFolder(dataFolder: string): string {
  return join(dataFolder, 'models');
}

/** Which folder the models are in, as the data folder says; read each time, because another Depthroom may have moved it. */
export async function readModelsFolder(dataFolder: string): Promise<ModelsFolderSetting> {
  const path = pathIn(dataFolder);
  const fallback = { folder: defaultModelsFolder(dataFolder), movingTo: null };
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return { ...fallback, problem: null };
  try {
    return { ...settingSchema.parse(JSON.parse(text)), problem: null };
  } catch {
    const problem = `Expected the place of the models folder in ${path}, but it cannot be read; choose the models folder again.`;
    return { ...fallback, problem };
  }
}

/** Notes the folder: whole or not at all. */
export async function writeModelsFolder(
  dataFolder: string,
  folder: string,
  movingTo: string | null = null,
): Promise<void> {
  await mkdir(dataFolder, { recursive: true });
  const part = `${pathIn(dataFolder)}.${process.pid}.part`;
  await writeFile(part, JSON.stringify({ folder, movingTo }, null, 2), { flush: true });
  await rename(part, pathIn(dataFolder));
}
