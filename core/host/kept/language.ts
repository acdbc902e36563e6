import { join } from 'node:path';
import { z } from 'zod';
import { DepthroomError } from '../../../contract/errors.ts';
import { languageSchema } from '../../../contract/language/language-schema.ts';
import type { Language } from '../../../contract/language/languages.ts';
import { keepWhole, readKept } from '../../disk/kept/kept-json.ts';

const schema = z.object({ language: languageSchema.nullable() });

/** Of the person, not of a project. */
const pathOf = (dataFolder: string) => join(dataFolder, 'language.json');

/** The language that a person chose for the page; null where the system says it. Never fails. */
export function readLanguage(dataFolder: string): Promise<{ language: Language | null }> {
  return readKept(pathOf(dataFolder), schema, { language: null });
}

/** Keeps the choice. Throws `no-space` where the disk is full, `no-permission` where it refuses otherwise. */
export async function keepLanguage(dataFolder: string, language: Language | null): Promise<void> {
  const path = pathOf(dataFolder);
  await keepWhole(path, { language }).catch((thrown) => {
    if (thrown instanceof DepthroomError && thrown.code === 'no-space') throw thrown;
    throw new DepthroomError(
      'no-permission',
      `The language could not be kept, as "${path}" cannot be written; delete what stands there, or allow writing in its folder, and choose the language again.`,
      { cause: thrown },
    );
  });
}
