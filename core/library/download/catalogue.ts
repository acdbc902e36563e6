import { type CatalogueEntry, catalogueSchema } from '../../../contract/library.ts';
import entries from '../../../models/catalogue.json' with { type: 'json' };

/** The published checkpoints that Depthroom knows of. */
export const CATALOGUE: readonly CatalogueEntry[] = catalogueSchema.parse(entries);

/** The entry of a name on the Hugging Face hub (`owner/name`), in any case. */
export function entryOfHub(name: string): CatalogueEntry | null {
  return CATALOGUE.find(({ source }) => source.hub?.toLowerCase() === name.toLowerCase()) ?? null;
}
