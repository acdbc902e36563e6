import { DepthroomError } from '../../../contract/errors.ts';
import { HUB_ASKS } from '../../../contract/library.ts';
import { createBackground } from '../../disk/background.ts';

/** An attempt that failed in a way that may not last: worth another one. */
export class PassingFailure extends Error {
  /** How long the server asks to be left alone. */
  readonly waitMs: number;

  constructor(message: string, waitMs = 0) {
    super(message);
    this.waitMs = waitMs;
  }
}

export interface AskOptions {
  headers?: Record<string, string>;
  signal: AbortSignal;
  /** How long nothing may arrive. */
  stallMs: number;
}

/**
 * Asks a server for a file, byte for byte (no compression on the way). Answers with what came and a stream that fails where
 * nothing arrives for `stallMs`. Throws `PassingFailure` where another attempt may help, `cancelled`, or `download-failed`.
 */
export async function ask(
  url: URL,
  { headers = {}, signal, stallMs }: AskOptions,
): Promise<{ response: Response; body: AsyncIterable<Uint8Array>; end(): void }> {
  const stall = new AbortController();
  const background = createBackground();
  let forget = () => {};
  const wait = () => {
    forget();
    forget = background.after(stallMs, 'end a download that has stalled', () => stall.abort());
  };
  const end = () => {
    forget();
    // Lets go of the connection where the body was not read to its end.
    stall.abort();
  };
  const explained = (thrown: unknown): Error => {
    if (signal.aborted) return new DepthroomError('cancelled', 'Stopped before it was finished.');
    if (stall.signal.aborted)
      return new PassingFailure(`${url.host} sent nothing for ${Math.round(stallMs / 1000)} s`);
    const cause = (thrown as { cause?: { code?: string; message?: string } }).cause;
    return new PassingFailure(
      `the connection to ${url.host} failed (${cause?.code ?? cause?.message ?? (thrown as Error).message})`,
    );
  };

  wait();
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { 'accept-encoding': 'identity', ...headers },
      signal: AbortSignal.any([signal, stall.signal]),
      redirect: 'follow',
    });
  } catch (thrown) {
    const failure = explained(thrown);
    end();
    throw failure;
  }
  async function* body(): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of response.body ?? []) {
        wait();
        yield piece as Uint8Array;
      }
    } catch (thrown) {
      throw explained(thrown);
    } finally {
      end();
    }
  }
  return { response, body: body(), end };
}

/** Half a sentence for an address that asks for permission. */
const WITHOUT_PERMISSION =
  'the server asks for permission; download the pack with a browser and add its folder';

/**
 * Throws where the status says that there is no file: at once where that will not change, as a passing failure where it may. `permission` is
 * half a sentence on how to get it. Throws `PassingFailure`, `not-found`, `download-failed`.
 */
export function refuseStatus(
  url: URL,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  permission = WITHOUT_PERMISSION,
): void {
  if (status === 200 || status === 206) return;
  const shown = `${url.origin}${url.pathname}`;
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const waitMs = retryAfterMs(headers.get('retry-after'));
    throw new PassingFailure(
      `${url.host} answered with status ${status}${waitMs > 0 ? ` and asks to wait ${Math.ceil(waitMs / 1000)} s` : ''}`,
      waitMs,
    );
  }
  if (status === 404 || status === 410)
    throw new DepthroomError(
      'not-found',
      `Expected a file at ${shown}, but the server has none there (status ${status}).`,
    );
  const why = status === 401 || status === 403 ? permission : 'the server does not send it';
  throw new DepthroomError('download-failed', `Expected the file ${shown}, but ${why} (status ${status}).`);
}

/** Retry-After (RFC 9110, section 10.2.3): seconds or a date; 0 where it is not there. */
function retryAfterMs(said: string | null): number {
  if (said === null) return 0;
  const ms = /^\d+$/.test(said.trim()) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
}

/** The Hugging Face hub. */
export const HUB = 'https://huggingface.co';

/** The token that a person's environment has for the hub, for an address that the environment or we know as one: no other gets it. */
export function environmentToken(
  { HF_ENDPOINT, HF_TOKEN }: Readonly<Record<string, string | undefined>>,
  endpoint: string,
): string | undefined {
  const isKnown = [HUB, HF_ENDPOINT].some(
    (known) => known?.replace(/\/+$/, '') === endpoint.replace(/\/+$/, ''),
  );
  return isKnown ? HF_TOKEN : undefined;
}

/** Half a sentence for a repository of the hub that asks for permission. */
export function hubPermission(id: string, token: string | undefined): string {
  return token
    ? `${HUB_ASKS.again} ${id}; accept its conditions on its page with the account of the token, or check its name`
    : `${HUB_ASKS.first} ${id}; accept its conditions on its page and set HF_TOKEN to a token of your account, or check its name`;
}
