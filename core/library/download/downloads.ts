import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DepthroomError, toFailure } from '../../../contract/errors.ts';
import type { Download } from '../../../contract/library.ts';
import type { Pack } from '../../../contract/pack.ts';
import { requireSpace } from '../../disk/disk-space.ts';
import { isClaimed } from '../packs/claim.ts';
import type { LibraryHost } from '../packs/host.ts';
import { packFiles } from '../packs/packs.ts';
import { placePack, refuseTaken } from '../packs/place-pack.ts';
import { openStage, type Stage, stageIds, stagePath } from '../packs/staging.ts';
import { downloadPack } from './download-pack.ts';
import {
  bytesInStage,
  type DownloadRecord,
  downloadRow,
  readRecord,
  writeRecord,
} from './download-record.ts';
import { fetchPackJson, packUrl } from './pack-url.ts';

/** Downloads of packs. The staging area is the truth: what lies there unfinished is listed, after a restart as paused. */
export interface Downloads {
  list(): Promise<Download[]>;
  start(given: { url: string; replace: boolean }): Promise<Download>;
  pause(id: string): Promise<Download>;
  resume(id: string): Promise<Download>;
  cancel(id: string): Promise<void>;
  /** Resolves with the id of the installed pack; rejects with why it stopped. */
  whenEnded(id: string): Promise<string>;
  /** Pauses all that run here; answers with their ids. */
  pauseAll(): Promise<string[]>;
}

interface Job {
  stop: AbortController;
  /** Settles when the files are let go; never rejects. */
  done: Promise<void>;
}

export function createDownloads(host: LibraryHost): Downloads {
  const jobs = new Map<string, Job>();
  /** How the last job of each download ended, or will end: some end before anybody asks. */
  const outcomes = new Map<string, Promise<string>>();
  const { ports } = host;

  async function stageOf(id: string): Promise<string> {
    return stagePath((await host.modelsFolder()).folder, 'download', id);
  }

  async function read(id: string): Promise<{ stage: string; record: DownloadRecord; pack: Pack }> {
    const stage = await stageOf(id);
    const known = /^[0-9a-f-]{36}$/.test(id) ? await readRecord(stage) : null;
    if (!known) throw new DepthroomError('not-found', 'This download is not there (any more).');
    return { stage, ...known };
  }

  async function row(id: string): Promise<Download> {
    const { stage, ...known } = await read(id);
    return downloadRow(stage, known, jobs.has(id) || (await isClaimed(stage)));
  }

  async function list(): Promise<Download[]> {
    const { folder } = await host.modelsFolder();
    const ids = await stageIds(folder, 'download');
    const rows = await Promise.all(ids.map((id) => row(id).catch(() => null)));
    return rows
      .filter((item): item is Download => item !== null)
      .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
  }

  /** Goes on with a download whose stage is claimed; checks that there is room first. Answers with what it begins with. */
  async function run(stage: Stage, record: DownloadRecord, pack: Pack): Promise<Download> {
    const total = packFiles(pack).reduce((sum, { bytes }) => sum + bytes, 0);
    await requireSpace(
      await host.usableFolder(),
      total - (await bytesInStage(stage.folder, pack)),
      ports.freeBytes,
    );
    record.error = null;
    await writeRecord(stage.folder, record);
    const begun = await downloadRow(stage.folder, { record, pack }, true);

    const stop = new AbortController();
    const outcome = (async () => {
      try {
        await downloadPack(stage.folder, record, pack, {
          signal: stop.signal,
          ports,
          report: (name, fraction, secondsLeft) =>
            host.progress({ id: record.id, stage: name, fraction, secondsLeft }),
        });
        await placePack(host, stage.folder, record.replace);
        return pack.id;
      } catch (thrown) {
        const failure = toFailure(thrown);
        if (failure.code === 'internal') console.error(thrown);
        if (!stop.signal.aborted)
          await writeRecord(stage.folder, { ...record, error: failure }).catch((why) => console.error(why));
        throw thrown;
      } finally {
        await stage.release();
        jobs.delete(record.id);
        host.changed();
      }
    })();
    const done = outcome.then(
      () => {},
      () => {},
    );
    jobs.set(record.id, { stop, done });
    outcomes.set(record.id, outcome);
    host.changed();
    return begun;
  }

  async function resume(id: string): Promise<Download> {
    const { record, pack } = await read(id);
    if (jobs.has(id)) return row(id);
    const stage = await openStage(await host.usableFolder(), 'download', id);
    try {
      await refuseTaken(host, pack.id, record.replace);
      return await run(stage, record, pack);
    } catch (thrown) {
      await stage.release();
      throw thrown;
    }
  }

  async function stopHere(id: string): Promise<void> {
    const job = jobs.get(id);
    job?.stop.abort();
    await job?.done;
    if (!job && (await isClaimed(await stageOf(id))))
      throw new DepthroomError(
        'bad-input',
        'Another Depthroom (a window, a server or a command) is downloading this; stop it there.',
      );
  }

  async function cancel(id: string): Promise<void> {
    const { stage } = await read(id);
    await stopHere(id);
    await rm(stage, { recursive: true, force: true });
    host.changed();
  }

  return {
    list,
    async start({ url: given, replace }) {
      const url = packUrl(given);
      const { text, pack } = await fetchPackJson(url, {
        signal: new AbortController().signal,
        stallMs: ports.stallMs,
      });
      await refuseTaken(host, pack.id, replace);
      for (const other of await list()) {
        if (other.packId !== pack.id) continue;
        const stage = await stageOf(other.id);
        const isSame = other.url === url.href && text.equals(await readFile(join(stage, 'pack.json')));
        if (isSame) {
          await writeReplace(other.id, replace);
          return resume(other.id);
        }
        if (other.url !== url.href)
          throw new DepthroomError(
            'exists',
            `The pack "${pack.id}" is being downloaded from ${other.url} already; resume or cancel that first.`,
          );
        // The pack behind the address is a new one: the files of the old one are worth nothing.
        await cancel(other.id);
      }

      const id = randomUUID();
      const stage = await openStage(await host.usableFolder(), 'download', id);
      try {
        await writeFile(join(stage.folder, 'pack.json'), text);
        const record: DownloadRecord = {
          id,
          url: url.href,
          replace,
          startedAt: new Date().toISOString(),
          error: null,
          versions: {},
        };
        return await run(stage, record, pack);
      } catch (thrown) {
        await stage.discard();
        throw thrown;
      }
    },

    async pause(id) {
      await read(id);
      await stopHere(id);
      return row(id);
    },
    resume,
    cancel,

    async whenEnded(id) {
      const outcome = outcomes.get(id);
      if (outcome) return outcome;
      const { record } = await read(id);
      throw record.error
        ? new DepthroomError(record.error.code, record.error.message)
        : new DepthroomError('cancelled', 'The download is paused.');
    },

    async pauseAll() {
      const ids = [...jobs.keys()];
      for (const id of ids) await stopHere(id);
      return ids;
    },
  };

  /** A person who starts a download again may by now agree to replace the pack that is installed. */
  async function writeReplace(id: string, replace: boolean): Promise<void> {
    const { stage, record } = await read(id);
    if (!jobs.has(id) && record.replace !== replace) await writeRecord(stage, { ...record, replace });
  }
}
