import { messageOfProof, type PageKeys, pageKeysSchema } from '../../contract/door.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { NO_KEY } from './connection-sentences.ts';
import { hmacSha256 } from './hmac.ts';

/*
 * How the page gets in. The code in its address is exchanged once for keys, which stay with this tab (sessionStorage) and so outlive
 * a reload. Before a key is said to a server, the server shows that it made it: after a restart, or with another program on the same
 * port, nothing is sent. In the window of the app there is no socket, nobody else, and no key.
 */

const STORED = 'depthroom-keys';

let keys: PageKeys | null = null;
/** Settles once the server at the other end is known to be the one that made the keys. */
let entering: Promise<void> | null = null;

const isBehindSocket = () => typeof location !== 'undefined' && location.protocol === 'http:';

/** Throws `forbidden` where this page has no key to the server that answers, and what `fetch` throws where none does. */
export async function enter(): Promise<void> {
  if (!isBehindSocket()) return;
  entering ??= comeIn();
  const mine = entering;
  try {
    await mine;
  } catch (thrown) {
    if (entering === mine) entering = null;
    throw thrown;
  }
}

/** The server must show itself again before the next request: a connection broke, and who answers next may be another. */
export function doubtServer(): void {
  entering = null;
}

/** What lets a request of the page in. */
export function keyHeader(): Record<string, string> {
  return keys ? { authorization: `Bearer ${keys.secret}` } : {};
}

/** Null until the page is in, and in the window of the app. */
export function filesKey(): string | null {
  return keys?.filesKey ?? null;
}

async function comeIn(): Promise<void> {
  const code = codeOfAddress();
  if (code) {
    const response = await fetch('/enter', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    const received = pageKeysSchema.safeParse(await response.json().catch(() => null));
    if (response.ok && received.success) {
      keys = received.data;
      sessionStorage.setItem(STORED, JSON.stringify(keys));
      return;
    }
    // The address was opened before, or too late; this tab may have been let in earlier.
  }
  keys = storedKeys();
  if (!keys) throw refusal();
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const response = await fetch(`/proof?nonce=${nonce}`);
  if ((await response.text()) === hmacSha256(keys.secret, messageOfProof(nonce))) return;
  keys = null;
  sessionStorage.removeItem(STORED);
  throw refusal();
}

/** Takes the code out of the address, so that it is neither shown nor kept in the history. */
function codeOfAddress(): string | null {
  const code = /^#code=([\w-]+)$/.exec(location.hash)?.[1] ?? null;
  if (code) history.replaceState(history.state, '', location.pathname);
  return code;
}

function storedKeys(): PageKeys | null {
  try {
    return pageKeysSchema.parse(JSON.parse(sessionStorage.getItem(STORED) ?? 'null'));
  } catch {
    return null;
  }
}

function refusal(): DepthroomError {
  return new DepthroomError('forbidden', NO_KEY);
}

/** An address with a new code in a tab that shows the page already changes what stands behind the number sign, and loads nothing. */
export function watchForCodes(): void {
  window.addEventListener('hashchange', () => {
    if (/^#code=/.test(location.hash)) location.reload();
  });
}
