import { setTimeout as sleep } from 'node:timers/promises';
import { DepthroomError } from '../../../contract/errors.ts';
import { ask, hubPermission, PassingFailure, refuseStatus } from '../download/fetch-answer.ts';
import type { LibraryPorts } from '../packs/host.ts';

/** Where a repository is, and who asks. */
export interface HubAccess {
  /** The hub, a mirror, or a company's server: https://huggingface.co. */
  endpoint: string;
  id: string;
  /** For repositories whose conditions a person accepted there. Sent to the endpoint alone. */
  token: string | undefined;
  signal: AbortSignal;
  ports: Pick<LibraryPorts, 'stallMs' | 'retryMs'>;
}

const ATTEMPTS = 4;
const LONGEST_WAIT_MS = 20_000;

/** A part of an answer's body, and its headers. */
export interface HubAnswer {
  bytes: Uint8Array;
  headers: Headers;
}

/**
 * Reads an address of the hub: `length` bytes from `start` of what is there, or all up to `most` bytes. Waits where the hub asks for it, as
 * long as a person would. Throws `not-found`, `download-failed`, `cancelled`.
 */
export async function askHub(
  access: HubAccess,
  url: URL,
  { start = 0, length, most }: { start?: number; length?: number; most: number },
): Promise<HubAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await askOnce(access, url, { start, length, most });
    } catch (thrown) {
      if (!(thrown instanceof PassingFailure)) throw thrown;
      if (attempt === ATTEMPTS || thrown.waitMs > LONGEST_WAIT_MS)
        throw new DepthroomError(
          'download-failed',
          `Could not read ${access.id} from the hub: ${thrown.message}; try again later.`,
        );
      const wait = Math.max(thrown.waitMs, access.ports.retryMs * 2 ** (attempt - 1));
      await sleep(wait, undefined, { signal: access.signal }).catch(() => {
        throw new DepthroomError('cancelled', 'Stopped before it was finished.');
      });
    }
  }
}

async function askOnce(
  { id, token, signal, ports }: HubAccess,
  url: URL,
  { start, length, most }: { start: number; length?: number; most: number },
): Promise<HubAnswer> {
  const headers: Record<string, string> = {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(length === undefined ? {} : { range: `bytes=${start}-${start + length - 1}` }),
  };
  const { response, body, end } = await ask(url, { headers, signal, stallMs: ports.stallMs });
  const pieces: Uint8Array[] = [];
  // A server that does not know ranges sends all from the beginning; what was asked for is cut out of that.
  const skip = length !== undefined && response.status === 200 ? start : 0;
  const enough = length === undefined ? most : skip + length;
  let received = 0;
  try {
    refuseStatus(url, response, hubPermission(id, token));
    for await (const piece of body) {
      received += piece.length;
      if (length === undefined && received > most)
        throw new DepthroomError(
          'download-failed',
          `Expected at most ${most} bytes from ${url.origin}${url.pathname}, but received more.`,
        );
      pieces.push(piece);
      if (received >= enough) break;
    }
  } finally {
    end();
  }
  const bytes = Buffer.concat(pieces);
  return {
    bytes: length === undefined ? bytes : bytes.subarray(skip, skip + length),
    headers: response.headers,
  };
}
