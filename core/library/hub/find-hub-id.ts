import { DepthroomError } from '../../../contract/errors.ts';
import type { CatalogueEntry } from '../../../contract/library.ts';
import { CATALOGUE, entryOfHub } from '../download/catalogue.ts';

const HUB_ID = /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;

/**
 * The repository that was meant by an id of the catalogue, by `owner/name`, or by the address of its page on the hub. Throws `bad-input`
 * where nothing is published, with what the catalogue says of it, and `not-found` for a name that is not known.
 */
export function findHubId(given: string): { id: string; entry: CatalogueEntry | null } {
  const name = given
    .trim()
    .replace(/^https:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/([^/?#]+\/[^/?#]+).*$/, '$1');
  const entry = CATALOGUE.find(({ id }) => id === name) ?? entryOfHub(name);
  if (entry?.get.status === 'none')
    throw new DepthroomError('bad-input', `${entry.title} cannot be downloaded: ${entry.get.why}`);
  if (entry?.source.hub) return { id: entry.source.hub, entry };
  if (HUB_ID.test(name)) return { id: name, entry: null };
  throw new DepthroomError(
    'not-found',
    `Expected a name of the catalogue, or owner/name of the hub, but received "${given}" ("depthroom packs catalogue" lists what is known).`,
  );
}
