import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DepthroomError } from '../../../contract/errors.ts';
import { makeFolders } from '../../disk/make-folder.ts';
import { removeLeftFolder } from '../../disk/remove-left.ts';
import { systemFailure } from '../../disk/system-failure.ts';
import { noteChecked } from './checked-packs.ts';
import type { LibraryHost } from './host.ts';
import { packFiles } from './pack-files.ts';
import { type InstalledPack, readPack } from './packs.ts';
import { openStage, stagePath } from './staging.ts';

/** Words that belong to weights and travel with them: what they are, and what their licence asks to be passed on. */
export const CARD = /^(readme|licen[cs]e|notice)[A-Za-z0-9._-]*$/i;
export const CARD_BYTES = 1 << 20;

/** Names of the small text files of a pack folder that are not in its pack.json. */
export async function cardFiles(folder: string): Promise<string[]> {
  const cards: string[] = [];
  for (const name of await readdir(folder)) {
    if (!CARD.test(name)) continue;
    const facts = await stat(join(folder, name));
    if (facts.isFile() && facts.size <= CARD_BYTES) cards.push(name);
  }
  return cards;
}

/** Throws `exists` where a pack of this id is in the way: always for a shipped one, otherwise unless it is to be replaced. */
export async function refuseTaken(host: LibraryHost, id: string, replace: boolean): Promise<void> {
  const { folder } = await host.modelsFolder();
  const known = await host.packs.find(id);
  if (known?.isShipped)
    throw new DepthroomError(
      'exists',
      `The pack "${id}" is one that comes with Depthroom and stays as it is; give yours another id in its pack.json.`,
    );
  const isThere = known !== null || (await stat(join(folder, id)).catch(() => null)) !== null;
  if (isThere && !replace)
    throw new DepthroomError(
      'exists',
      `The pack "${id}" is installed already; replace it, or remove it first.`,
    );
  if (isThere) refuseInUse(host, id);
}

/** Throws `bad-input` while runs of the pack are queued or at work. */
export function refuseInUse(host: LibraryHost, id: string): void {
  const uses = host.openRuns().filter(({ packId }) => packId === id).length;
  if (uses > 0)
    throw new DepthroomError(
      'bad-input',
      `The pack "${id}" is in use by ${uses === 1 ? 'a run' : `${uses} runs`}; cancel ${uses === 1 ? 'it' : 'them'} or wait.`,
    );
}

/**
 * Renames a stage whose files have been checked to its place, `<models folder>/<id>`. What lay there goes to the staging area
 * first and comes back if the renaming fails, so at no moment is half a pack offered; where this process is killed between the two, it comes
 * back with the next sweep.
 */
export async function placePack(host: LibraryHost, stage: string, replace: boolean): Promise<InstalledPack> {
  const { pack } = await readPack(stage);
  await refuseTaken(host, pack.id, replace);
  await keepOnly(
    stage,
    new Set(['pack.json', ...packFiles(pack).map(({ file }) => file), ...(await cardFiles(stage))]),
  );

  const { folder } = await host.modelsFolder();
  const place = join(folder, pack.id);
  const known = await host.packs.find(pack.id);
  const before = new Set([place, ...(known && dirname(known.folder) === folder ? [known.folder] : [])]);
  await inThePlaceOf(folder, before, () => rename(stage, place)).catch((thrown) => {
    throw systemFailure(thrown, `install the pack "${pack.id}"`);
  });
  await host.packs.refresh();
  host.changed();
  const installed = await readPack(place);
  if (host.checkedPacks) await noteChecked(host.checkedPacks, installed);
  return installed;
}

/** Does what puts a pack where others lie, which are out of the way by then, come back where it fails, and go where it does not. */
async function inThePlaceOf(
  modelsFolder: string,
  before: Iterable<string>,
  put: () => Promise<void>,
): Promise<void> {
  const there: string[] = [];
  for (const folder of before) if ((await stat(folder).catch(() => null)) !== null) there.push(folder);
  if (there.length === 0) return put();
  const aside = await openStage(modelsFolder, 'replaced');
  const moved: { from: string; to: string }[] = [];
  try {
    for (const from of there) {
      const to = join(aside.folder, basename(from));
      await rename(from, to);
      moved.push({ from, to });
    }
    await put();
  } catch (thrown) {
    // Where that fails the next sweep does it.
    for (const { from, to } of moved.reverse()) await rename(to, from).catch(() => undefined);
    throw thrown;
  } finally {
    await aside.release();
  }
  await removeLeftFolder(aside.folder);
}

/** Moves a pack folder out of the list in one step; its files may be removed afterwards at leisure. */
export async function setAside(modelsFolder: string, from: string): Promise<string | null> {
  if ((await stat(from).catch(() => null)) === null) return null;
  const to = stagePath(modelsFolder, 'removed', randomUUID());
  await makeFolders(dirname(to));
  await rename(from, to).catch((thrown) => {
    throw systemFailure(thrown, `move ${basename(from)} away`);
  });
  return to;
}

async function keepOnly(folder: string, names: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder))
    if (!names.has(name)) await rm(join(folder, name), { recursive: true, force: true });
}
