import { join } from 'node:path';
import { z } from 'zod';
import { keepWhole, readKept } from '../../disk/kept/kept-json.ts';

const schema = z.object({ place: z.boolean().nullable() });

/** Of the person, not of a project: whoever was asked once is asked in none again. */
const pathOf = (dataFolder: string) => join(dataFolder, 'place.json');

/** Whether the place where photos were taken goes along in exported files; null where nobody has said so yet. Never fails. */
export function readPlaceChoice(dataFolder: string): Promise<{ place: boolean | null }> {
  return readKept(pathOf(dataFolder), schema, { place: null });
}

/** Keeps the answer. Throws `no-space`, `no-permission` or `internal` where the disk refuses. */
export function keepPlaceChoice(dataFolder: string, place: boolean | null): Promise<void> {
  return keepWhole(pathOf(dataFolder), { place });
}
