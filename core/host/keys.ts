import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  CODE_LIFETIME_MS,
  endOfSignature,
  messageOfAddress,
  messageOfProof,
  type PageKeys,
} from '../../contract/door.ts';

/** The keys of one start of the server. Nothing of them is stored: what was given out is worth nothing once the process ends. */
export interface Keys {
  /** Lets in a page, or a program that plays one. */
  readonly secret: string;
  /** Makes codes and does nothing else. For `depthroom open`. */
  readonly openerKey: string;
  /** A code for an address: works once, for CODE_LIFETIME_MS. */
  newCode(): string;
  /** The keys of the page for a code that is good, and the code is good no longer; else null. */
  exchange(code: string): PageKeys | null;
  isSecret(received: string): boolean;
  isOpenerKey(received: string): boolean;
  /** Whether the address of a file or an export is signed and its time has not passed. */
  isSigned(url: URL): boolean;
  /** What only the holder of the secret can say to a question. */
  prove(nonce: string): string;
}

/** Bytes of chance in a secret and in a code. */
const CHANCE_BYTES = 32;

/**
 * @param now milliseconds since 1970: when addresses end that the page signs by the same clock
 * @param elapsed milliseconds by a clock that nobody sets: a code is good for ten seconds, whatever the time of day becomes meanwhile
 */
export function createKeys(
  now: () => number = Date.now,
  elapsed: () => number = () => performance.now(),
): Keys {
  const secret = randomBytes(CHANCE_BYTES).toString('base64url');
  const filesKey = sign(secret, 'key for files');
  const openerKey = sign(secret, 'key for codes');
  const codes = new Map<string, number>();

  return {
    secret,
    openerKey,
    newCode() {
      for (const [code, endsAt] of codes) if (endsAt <= elapsed()) codes.delete(code);
      const code = randomBytes(CHANCE_BYTES).toString('base64url');
      codes.set(code, elapsed() + CODE_LIFETIME_MS);
      return code;
    },
    exchange(code) {
      const endsAt = codes.get(code);
      codes.delete(code);
      return endsAt !== undefined && elapsed() < endsAt ? { secret, filesKey } : null;
    },
    isSecret: (received) => isEqual(received, secret),
    isOpenerKey: (received) => isEqual(received, openerKey),
    isSigned({ pathname, searchParams }) {
      if (!/^\/(files|exports)\/[\w-]+$/.test(pathname)) return false;
      const until = searchParams.get('until') ?? '';
      // The page may sign for a while, not for ever.
      if (!/^\d{1,12}$/.test(until) || Number(until) * 1000 <= now() || Number(until) > endOfSignature(now()))
        return false;
      return isEqual(
        searchParams.get('signature') ?? '',
        sign(filesKey, messageOfAddress(pathname, Number(until))),
      );
    },
    prove: (nonce) => sign(secret, messageOfProof(nonce)),
  };
}

/** HMAC-SHA256 as 64 hexadecimal digits; the key is the text itself. */
function sign(key: string, message: string): string {
  return createHmac('sha256', key).update(message).digest('hex');
}

function isEqual(received: string, expected: string): boolean {
  const a = Buffer.from(received);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
