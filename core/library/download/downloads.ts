import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DepthroomError } from '../../../contract/errors.ts';
import type { Download } from '../../../contract/library.ts';
import type { Pack } from '../../../contract/pack.ts';
import { isClaimed } from '../packs/claim.ts';
import type { LibraryHost } from '../packs/host.ts';
import { refuseTaken } from '../packs/place-pack.ts';
import { openStage, stageIds, stagePath } from '../packs/staging.ts';
import { type CompleteDownload, createDownloadJobs, type DownloadJobs, whyStopped } from './download-jobs.ts';
import {
  type DownloadRecord,
  downloadRow,
  type HubRecord,
  readRecord,
  writeRecord,
} from './download-record.ts';
import { fetchPackJson, packUrl } from './pack-url.ts';

/** Downloads of packs. The staging area is the truth: what lies there unfinished is listed, after a restart as paused. */
export interface Downloads {
  list(): Promise<Download[]>;
  /** `signal` calls it off while the server has not yet answered with a whole pack.json. */
  start(given: { url: string; replace: boolean }, signal: AbortSignal): Promise<Download>;
  /** Fetches the weights of a checkpoint whose pack is known but for them. */
  startCheckpoint(wanted: WantedCheckpoint): Promise<Download>;
  pause(id: string): Promise<Download>;
  resume(id: string): Promise<Download>;
  cancel(id: string): Promise<void>;
  /** Resolves with the id of the installed pack; rejects with why it stopped. */
  whenEnded(id: string): Promise<string>;
  /** Pauses all that run here; answers with their ids. */
  pauseAll(): Promise<string[]>;
}

/** A checkpoint of the hub that is to be fetched. */
export interface WantedCheckpoint {
  /** The address of the repository, for people. */
  url: URL;
  /** As it will be, but for what the weights decide. */
  pack: Pack;
  hub: HubRecord;
  /** Small files of the pack that are known already, by their names. */
  files: ReadonlyMap<string, Uint8Array>;
  replace: boolean;
  token: string | undefined;
}

/** What every verb below works on. */
interface Downloading {
  host: LibraryHost;
  jobs: DownloadJobs;
}

export function createDownloads(host: LibraryHost, complete: CompleteDownload): Downloads {
  const at: Downloading = { host, jobs: createDownloadJobs(host, complete) };
  return {
    list: () => list(at),
    start: (given, signal) => start(at, given, signal),
    startCheckpoint: (wanted) => startCheckpoint(at, wanted),
    async pause(id) {
      await read(at, id);
      await stopHere(at, id);
      return row(at, id);
    },
    resume: (id) => resume(at, id),
    cancel: (id) => cancel(at, id),
    async whenEnded(id) {
      const outcome = at.jobs.outcomeOf(id);
      if (outcome) return outcome;
      throw whyStopped((await read(at, id)).record);
    },
    async pauseAll() {
      const ids = at.jobs.ids();
      for (const id of ids) await stopHere(at, id);
      return ids;
    },
  };
}

async function stageOf({ host }: Downloading, id: string): Promise<string> {
  return stagePath((await host.modelsFolder()).folder, 'download', id);
}

async function read(
  at: Downloading,
  id: string,
): Promise<{ stage: string; record: DownloadRecord; pack: Pack }> {
  const stage = await stageOf(at, id);
  const known = /^[0-9a-f-]{36}$/.test(id) ? await readRecord(stage) : null;
  if (!known) throw new DepthroomError('not-found', 'This download is not there (any more).');
  return { stage, ...known };
}

async function row(at: Downloading, id: string): Promise<Download> {
  const { stage, ...known } = await read(at, id);
  return downloadRow(stage, known, at.jobs.has(id) || (await isClaimed(stage)));
}

async function list(at: Downloading): Promise<Download[]> {
  const { folder } = await at.host.modelsFolder();
  const ids = await stageIds(folder, 'download');
  const rows = await Promise.all(ids.map((id) => row(at, id).catch(() => null)));
  return rows
    .filter((item): item is Download => item !== null)
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
}

async function start(
  at: Downloading,
  { url: given, replace }: { url: string; replace: boolean },
  signal: AbortSignal,
): Promise<Download> {
  const { host } = at;
  const url = packUrl(given);
  const { text, pack } = await fetchPackJson(url, {
    signal,
    stallMs: host.ports.stallMs,
  });
  await refuseTaken(host, pack.id, replace);
  const isSame = async (stage: string) => text.equals(await readFile(join(stage, 'pack.json')));
  const same = await findUnfinished(at, pack.id, url, isSame);
  if (same) {
    await writeReplace(at, same, replace);
    return resume(at, same);
  }
  return begin(at, { url, pack, replace, hub: null, files: new Map([['pack.json', text]]) });
}

async function startCheckpoint(at: Downloading, wanted: WantedCheckpoint): Promise<Download> {
  const { url, pack, hub, replace, token } = wanted;
  await refuseTaken(at.host, pack.id, replace);
  const isSame = async (stage: string) => {
    const known = (await readRecord(stage))?.record.hub;
    return known?.commit === hub.commit && JSON.stringify(known.files) === JSON.stringify(hub.files);
  };
  const same = await findUnfinished(at, pack.id, url, isSame);
  if (!same) return begin(at, wanted);
  if (token) at.jobs.rememberToken(same, token);
  await writeReplace(at, same, replace);
  return resume(at, same);
}

/** Opens a stage for a new download, with the small files that are known, and begins. */
async function begin(
  { host, jobs }: Downloading,
  {
    url,
    pack,
    hub,
    files,
    replace,
    token,
  }: Omit<WantedCheckpoint, 'hub' | 'token'> & { hub: HubRecord | null; token?: string },
): Promise<Download> {
  const id = randomUUID();
  const stage = await openStage(await host.usableFolder(), 'download', id);
  try {
    for (const [name, bytes] of files) await writeFile(join(stage.folder, name), bytes);
    const record: DownloadRecord = {
      id,
      url: url.href,
      replace,
      startedAt: new Date().toISOString(),
      error: null,
      versions: {},
      hub,
    };
    if (token) jobs.rememberToken(id, token);
    return await jobs.begin(stage, record, pack);
  } catch (thrown) {
    await stage.discard();
    throw thrown;
  }
}

/**
 * The id of an unfinished download of the very same pack from the same address. One of an older pack at that address is cancelled: its
 * files are worth nothing. Throws `exists` where the pack is being downloaded from elsewhere.
 */
async function findUnfinished(
  at: Downloading,
  packId: string,
  url: URL,
  isSame: (stage: string) => Promise<boolean>,
): Promise<string | null> {
  for (const other of await list(at)) {
    if (other.packId !== packId) continue;
    const stage = await stageOf(at, other.id);
    if (other.url !== url.href)
      throw new DepthroomError(
        'exists',
        `The pack "${packId}" is being downloaded from ${other.url} already; resume or cancel that first.`,
      );
    if (await isSame(stage)) return other.id;
    await cancel(at, other.id);
  }
  return null;
}

async function resume(at: Downloading, id: string): Promise<Download> {
  const { host, jobs } = at;
  const { record, pack } = await read(at, id);
  if (jobs.has(id)) return row(at, id);
  const stage = await openStage(await host.usableFolder(), 'download', id);
  try {
    await refuseTaken(host, pack.id, record.replace);
    return await jobs.begin(stage, record, pack);
  } catch (thrown) {
    await stage.release();
    throw thrown;
  }
}

async function stopHere(at: Downloading, id: string): Promise<void> {
  const wasHere = await at.jobs.stop(id);
  if (!wasHere && (await isClaimed(await stageOf(at, id))))
    throw new DepthroomError(
      'bad-input',
      'Another Depthroom (a window, a server or a command) is downloading this; stop it there.',
    );
}

async function cancel(at: Downloading, id: string): Promise<void> {
  const { stage } = await read(at, id);
  await stopHere(at, id);
  await rm(stage, { recursive: true, force: true });
  at.host.changed();
}

/** A person who starts a download again may by now agree to replace the pack that is installed. */
async function writeReplace(at: Downloading, id: string, replace: boolean): Promise<void> {
  const { stage, record } = await read(at, id);
  if (!at.jobs.has(id) && record.replace !== replace) await writeRecord(stage, { ...record, replace });
}
