import { cpus, freemem, homedir, hostname, release, totalmem, userInfo } from 'node:os';
import type { Diagnostics } from '../../../contract/diagnostics.ts';
import { VERSION } from '../../../contract/version.ts';
import { freeBytesIn } from '../../disk/disk-space.ts';
import { hidePersonal } from './hide-personal.ts';
import type { Log } from './log.ts';

/** What only an open engine knows; without one there is a problem to be told instead. */
export type FromEngine = Pick<Diagnostics, 'providers' | 'packs' | 'project'>;

export interface GatherOptions {
  dataFolder: string;
  /** Where the program lies. */
  appFolder: string;
  log: Log;
  engine: FromEngine | null;
  problems: readonly string[];
  projectFolders: readonly string[];
  photoNames: readonly string[];
}

const LOG_LINES = 20;

/** Gathers what is to be said about this installation; every text in it has lost what is personal. */
export async function gatherDiagnostics(options: GatherOptions): Promise<Diagnostics> {
  const { dataFolder, appFolder, log, engine, problems, projectFolders, photoNames } = options;
  const personal = {
    home: homedir(),
    userName: nameOfUser(),
    hostName: hostname(),
    appFolder,
    projectFolders,
    photoNames,
  };
  const hide = (text: string) => hidePersonal(text, personal);
  const [first] = cpus();
  const { electron, node } = process.versions;
  return {
    version: VERSION,
    runtime: `Node ${node}${electron ? `, Electron ${electron}` : ''}`,
    system: `${process.platform} ${release()} ${process.arch}`,
    processor: `${first?.model.trim() || 'unknown'}, ${cpus().length} cores`,
    memory: { totalBytes: totalmem(), freeBytes: freemem() },
    freeDiskBytes: await freeBytesIn(dataFolder),
    providers: engine?.providers?.map((check) => ({ ...check, sentence: hide(check.sentence) })) ?? null,
    packs:
      engine?.packs.map(({ id, origin, problem }) => ({ id, origin, problem: problem && hide(problem) })) ??
      [],
    project: engine?.project ?? null,
    problems: problems.map(hide),
    log: log.last(LOG_LINES).map(hide),
  };
}

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A user without an entry, as in containers.
    return '';
  }
}
