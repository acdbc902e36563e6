import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import type { LibraryHost } from './packs/host.ts';
import { refuseInUse, setAside } from './packs/place-pack.ts';

/** Removes an installed pack, also a broken one: gone from the list in one step, then from the disk. */
export async function removePack(host: LibraryHost, packId: string): Promise<void> {
  const known = await host.packs.find(packId);
  if (!known) throw new DepthroomError('not-found', `Expected an installed pack, but received "${packId}".`);
  const { folder } = await host.modelsFolder();
  if (known.isShipped || dirname(known.folder) !== folder)
    throw new DepthroomError(
      'bad-input',
      known.isShipped
        ? `The pack "${packId}" comes with Depthroom and stays.`
        : `The pack "${packId}" is used where it lies (${known.folder}) and is not in the library; remove it there.`,
    );
  refuseInUse(host, packId);
  const aside = await setAside(folder, known.folder);
  await host.packs.refresh();
  host.changed();
  if (aside) await rm(aside, { recursive: true, force: true });
}
