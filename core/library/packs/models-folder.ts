import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { keepWhole } from '../../disk/kept/kept-json.ts';
import { readSmallText } from '../../disk/kept/read-beginning.ts';

const settingSchema = z.object({
  folder: z.string(),
  /** A move by renaming is under way: packs are in either folder until it is ended (move-models-folder.ts). */
  movingTo: z.string().nullable().default(null),
});
export type ModelsFolderSetting = z.infer<typeof settingSchema> & {
  /** Why it cannot be used; null where it can. */
  problem: string | null;
};

/** More is nothing that Depthroom wrote. */
const MOST_BYTES = 1e6;

const pathIn = (dataFolder: string) => join(dataFolder, 'models-folder.json');

/** Where packs lie that nobody moved. */
export function defaultModelsFolder(dataFolder: string): string {
  return join(dataFolder, 'models');
}

/** Which folder the models are in, as the data folder says; read each time, because another Depthroom may have moved it. */
export async function readModelsFolder(dataFolder: string): Promise<ModelsFolderSetting> {
  const path = pathIn(dataFolder);
  const fallback = { folder: defaultModelsFolder(dataFolder), movingTo: null };
  const text = await readSmallText(path, MOST_BYTES);
  if (text === null) return { ...fallback, problem: await problemOf(fallback.folder, true) };
  try {
    const setting = settingSchema.parse(JSON.parse(text));
    return { ...setting, problem: await problemOf(setting.folder, setting.folder === fallback.folder) };
  } catch {
    const problem = `Expected the place of the models folder in ${path}, but it cannot be read; choose the models folder again.`;
    return { ...fallback, problem };
  }
}

async function problemOf(folder: string, isDefault: boolean): Promise<string | null> {
  const facts = await stat(folder).catch(() => null);
  // The default folder is made when the first pack comes.
  if (!facts && isDefault) return null;
  if (!facts?.isDirectory())
    return `The models folder ${folder} is not there; connect its disk, or choose another folder.`;
  return access(folder, constants.W_OK).then(
    () => null,
    () =>
      `The models folder ${folder} cannot be written to; change its permissions, or choose another folder.`,
  );
}

/** Notes the folder: whole or not at all. */
export function writeModelsFolder(
  dataFolder: string,
  folder: string,
  movingTo: string | null = null,
): Promise<void> {
  return keepWhole(pathIn(dataFolder), { folder, movingTo });
}
