import { DepthroomError, toFailure } from '../../../contract/errors.ts';
import type { Download } from '../../../contract/library.ts';
import type { Pack } from '../../../contract/pack.ts';
import { requireSpace } from '../../disk/disk-space.ts';
import type { LibraryHost } from '../packs/host.ts';
import { placePack } from '../packs/place-pack.ts';
import type { Stage } from '../packs/staging.ts';
import { downloadPack } from './download-pack.ts';
import {
  bytesInStage,
  type DownloadRecord,
  downloadRow,
  fetchedFiles,
  writeRecord,
} from './download-record.ts';
import { environmentToken } from './fetch-answer.ts';

/** The downloads that this process is at, and how those it was at ended. */
export interface DownloadJobs {
  has(id: string): boolean;
  ids(): string[];
  /**
   * Goes on with a download whose stage is claimed; answers with what it begins with. Throws `no-space` where its files would not fit.
   */
  begin(stage: Stage, record: DownloadRecord, pack: Pack): Promise<Download>;
  /** Stops a download and waits until its files are let go. Answers whether it was at work here. */
  stop(id: string): Promise<boolean>;
  /** Keeps a token for a download while this process lives, and nowhere else. */
  rememberToken(id: string, token: string): void;
  /** How the last job of a download ended, or will end: some end before anybody asks. */
  outcomeOf(id: string): Promise<string> | undefined;
}

interface Job {
  stop: AbortController;
  /** Settles when the files are let go; never rejects. */
  done: Promise<void>;
}

/** Makes a pack of what a checkpoint's download brought into its stage. */
export type CompleteDownload = (
  stage: string,
  record: DownloadRecord,
  hooks: { signal: AbortSignal; report(stage: string): void },
) => Promise<void>;

export function createDownloadJobs(host: LibraryHost, complete: CompleteDownload): DownloadJobs {
  const jobs = new Map<string, Job>();
  const tokens = new Map<string, string>();
  const outcomes = new Map<string, Promise<string>>();
  return {
    has: (id) => jobs.has(id),
    ids: () => [...jobs.keys()],
    async begin(stage, record, pack) {
      const files = fetchedFiles(record, pack);
      const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
      await requireSpace(
        await host.usableFolder(),
        total - (await bytesInStage(stage.folder, files)),
        host.ports.freeBytes,
      );
      record.error = null;
      await writeRecord(stage.folder, record);
      const begun = await downloadRow(stage.folder, { record, pack }, true);

      const stop = new AbortController();
      const token =
        tokens.get(record.id) ?? environmentToken(host.ports.environment, record.hub?.endpoint ?? '');
      const outcome = perform(host, stage, record, pack, { signal: stop.signal, token, complete }).finally(
        () => {
          jobs.delete(record.id);
          host.changed();
        },
      );
      const done = outcome.then(
        () => {},
        () => {},
      );
      jobs.set(record.id, { stop, done });
      outcomes.set(record.id, outcome);
      host.changed();
      return begun;
    },
    async stop(id) {
      const job = jobs.get(id);
      job?.stop.abort();
      await job?.done;
      return job !== undefined;
    },
    rememberToken: (id, token) => void tokens.set(id, token),
    outcomeOf: (id) => outcomes.get(id),
  };
}

/** Fetches what is missing and puts the pack in its place; the stage keeps why it failed. Answers with the pack's id. */
async function perform(
  host: LibraryHost,
  stage: Stage,
  record: DownloadRecord,
  pack: Pack,
  { signal, token, complete }: { signal: AbortSignal; token: string | undefined; complete: CompleteDownload },
): Promise<string> {
  const report = (name: string, fraction: number, secondsLeft: number | null) =>
    host.progress({ id: record.id, stage: name, fraction, secondsLeft });
  try {
    await downloadPack(stage.folder, record, pack, { signal, ports: host.ports, report, token });
    if (record.hub) await complete(stage.folder, record, { signal, report: (name) => report(name, 1, null) });
    await placePack(host, stage.folder, record.replace);
    return pack.id;
  } catch (thrown) {
    const failure = toFailure(thrown);
    if (failure.code === 'internal') host.background.run('download a pack', () => Promise.reject(thrown));
    if (!signal.aborted)
      await host.background.run('note why a download failed', () =>
        writeRecord(stage.folder, { ...record, error: failure }),
      );
    throw thrown;
  } finally {
    await stage.release();
  }
}

/** Why a download that nobody is at stopped. */
export function whyStopped({ error }: DownloadRecord): DepthroomError {
  return error
    ? new DepthroomError(error.code, error.message)
    : new DepthroomError('cancelled', 'The download is paused.');
}
