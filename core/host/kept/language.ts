import { join } from 'node:path';
import { z } from 'zod';
import { languageSchema } from '../../../contract/calls/api.ts';
import type { Language } from '../../../contract/calls/language.ts';
import { keepWhole, readKept } from '../../disk/kept/kept-json.ts';

const schema = z.object({ language: languageSchema.nullable() });

/** Of the person, not of a project. */
const pathOf = (dataFolder: string) => join(dataFolder, 'language.json');

/** The language that a person chose for the page; null where the system says it. Never fails. */
export function readLanguage(dataFolder: string): Promise<{ language: Language | null }> {
  return readKept(pathOf(dataFolder), schema, { language: null });
}

/** Keeps the choice. Throws `no-space`, `no-permission` or `internal` where the disk refuses. */
export function keepLanguage(dataFolder: string, language: Language | null): Promise<void> {
  return keepWhole(pathOf(dataFolder), { language });
}
