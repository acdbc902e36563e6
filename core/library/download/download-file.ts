import { open } from 'node:fs/promises';
import { DepthroomError } from '../../../contract/errors.ts';
import { systemFailure } from '../../disk/system-failure.ts';
import { type FileVersion, sizeOf } from './download-record.ts';
import { ask, PassingFailure, refuseStatus } from './fetch-answer.ts';

export interface WantedFile {
  url: URL;
  /** Name in the pack, for sentences. */
  file: string;
  /** Where the bytes go; what lies there already is gone on with. */
  part: string;
  /** What pack.json says. */
  bytes: number;
  /** What the server said when the part was begun; null where nothing is known. */
  version: FileVersion | null;
  /** Sent along to the address itself, and nowhere that it redirects to. */
  authorization?: string;
  /** Half a sentence on how permission is got, where the address asks for it. */
  permission?: string;
}

export interface FileHooks {
  signal: AbortSignal;
  stallMs: number;
  /** Called before the first byte of an answer that starts at the beginning. */
  began(version: FileVersion): Promise<void>;
  /** Called with the number of bytes that are there, whenever it changes; also when it falls to 0. */
  reached(bytes: number): void;
}

/**
 * One attempt at what is missing of a file, by Range and If-Range (RFC 9110, sections 14 and 13.1.5): the rest where the server's
 * file is still the same, otherwise all of it again. Never writes more than `bytes`. Resolves when all bytes are there, not
 * checked yet; throws `PassingFailure` where another attempt may go on.
 */
export async function downloadFile(wanted: WantedFile, hooks: FileHooks): Promise<void> {
  const { url, file, part, bytes, version } = wanted;
  let have = await sizeOf(part);
  if (have === bytes) return;
  if (have > bytes) have = 0;

  const ifRange = version?.etag && !version.etag.startsWith('W/') ? version.etag : version?.lastModified;
  const headers: Record<string, string> = {
    ...(have === 0 ? {} : { range: `bytes=${have}-`, ...(ifRange ? { 'if-range': ifRange } : {}) }),
    ...(wanted.authorization ? { authorization: wanted.authorization } : {}),
  };
  const { response, body, end } = await ask(url, { headers, ...hooks });
  const offered: FileVersion = {
    etag: response.headers.get('etag'),
    lastModified: response.headers.get('last-modified'),
  };
  try {
    if (
      response.status === 416 ||
      (response.status === 206 && !isTheRest(response, have, bytes, version, offered))
    ) {
      await empty(part, file);
      hooks.reached(0);
      throw new PassingFailure(`${url.host} has changed ${file} since the download began`);
    }
    refuseStatus(url, response, wanted.permission);
    if (response.status === 200) have = 0;
    refuseLength(wanted, response, have);

    const handle = await open(part, have === 0 ? 'w' : 'r+');
    try {
      if (have === 0) await hooks.began(offered);
      hooks.reached(have);
      for await (const piece of body) {
        if (have + piece.length > bytes) throw tooLong(wanted);
        for (let at = 0; at < piece.length; )
          at += (await handle.write(piece, at, piece.length - at, have + at)).bytesWritten;
        have += piece.length;
        hooks.reached(have);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    if (thrown instanceof PassingFailure) throw thrown;
    throw systemFailure(thrown, `write ${file}`);
  } finally {
    end();
  }
  if (have < bytes) throw new PassingFailure(`${url.host} ended ${file} after ${have} of ${bytes} bytes`);
}

/** Whether a partial answer starts where the part ends and is of the same file as the part. */
function isTheRest(
  response: Response,
  have: number,
  bytes: number,
  before: FileVersion | null,
  now: FileVersion,
): boolean {
  const match = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
  if (!match || Number(match[1]) !== have || (match[2] !== '*' && Number(match[2]) !== bytes)) return false;
  const isSame = (a: string | null | undefined, b: string | null) => !a || !b || a === b;
  return isSame(before?.etag, now.etag) && isSame(before?.lastModified, now.lastModified);
}

/** A file of another length is another file: said before anything is written. */
function refuseLength({ file, bytes, url }: WantedFile, response: Response, have: number): void {
  if (response.headers.get('content-encoding') && response.headers.get('content-encoding') !== 'identity')
    throw new DepthroomError(
      'download-failed',
      `Expected ${file} as it is, but ${url.host} sends it compressed; download the pack with a browser and add its folder.`,
    );
  const length = response.headers.get('content-length');
  if (length !== null && have + Number(length) !== bytes)
    throw new DepthroomError(
      'download-failed',
      `Expected ${file} to have ${bytes} bytes, as its pack.json says, but ${url.host} offers ${have + Number(length)}; ask whoever offers the pack.`,
    );
}

function tooLong({ file, bytes, url }: WantedFile): DepthroomError {
  return new DepthroomError(
    'download-failed',
    `Expected ${file} to have ${bytes} bytes, as its pack.json says, but ${url.host} sends more; ask whoever offers the pack.`,
  );
}

async function empty(path: string, file: string): Promise<void> {
  await open(path, 'w').then(
    (handle) => handle.close(),
    (thrown) => {
      throw systemFailure(thrown, `write ${file}`);
    },
  );
}
