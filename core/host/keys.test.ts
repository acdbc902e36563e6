import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  CODE_LIFETIME_MS,
  endOfSignature,
  messageOfAddress,
  SIGNED_FOR_SECONDS,
} from '../../contract/door.ts';
import { createKeys, type Keys } from './keys.ts';

/** As the page signs. */
const hmacSha256 = (key: string, message: string) => createHmac('sha256', key).update(message).digest('hex');

/** Keys with a clock that the test turns. */
function keysAt(start = 1_700_000_000_000) {
  let nowMs = start;
  let elapsedMs = 0;
  const keys = createKeys(
    () => nowMs,
    () => elapsedMs,
  );
  const set = (milliseconds: number) => (nowMs += milliseconds);
  const wait = (milliseconds: number) => {
    elapsedMs += milliseconds;
    return set(milliseconds);
  };
  return { keys, wait, set, now: () => nowMs };
}

function pageKeysOf(keys: Keys) {
  const page = keys.exchange(keys.newCode());
  if (!page) throw new Error('a fresh code was refused');
  return page;
}

test('a code is good once', () => {
  const { keys } = keysAt();
  const code = keys.newCode();
  expect(keys.exchange(code)?.secret).toBe(keys.secret);
  expect(keys.exchange(code)).toBeNull();
  expect(keys.exchange('')).toBeNull();
});

test('a code is good for ten seconds', () => {
  const { keys, wait } = keysAt();
  const [early, late] = [keys.newCode(), keys.newCode()];
  wait(CODE_LIFETIME_MS - 1);
  expect(keys.exchange(early)).not.toBeNull();
  wait(1);
  expect(keys.exchange(late)).toBeNull();
});

test('a clock that is set makes no code good for longer, nor an address', () => {
  const { keys, wait, set, now } = keysAt();
  const { filesKey } = pageKeysOf(keys);
  const until = endOfSignature(now());
  const path = '/files/abc';
  const signature = hmacSha256(filesKey, messageOfAddress(path, until));
  const address = new URL(`http://x${path}?until=${until}&signature=${signature}`);
  const [kept, late] = [keys.newCode(), keys.newCode()];
  const day = 24 * 60 * 60 * 1000;
  set(365 * day);
  expect([keys.isSigned(address), keys.exchange(kept) !== null]).toEqual([false, true]);
  set(-366 * day);
  wait(CODE_LIFETIME_MS);
  expect([keys.isSigned(address), keys.exchange(late)]).toEqual([false, null]);
});

test('the key for files signs files and exports for a while, and nothing else', () => {
  const { keys, wait, now } = keysAt();
  const { filesKey } = pageKeysOf(keys);
  const address = (path: string, until = endOfSignature(now())) =>
    new URL(
      `http://x${path}?until=${until}&signature=${hmacSha256(filesKey, messageOfAddress(path, until))}`,
    );
  const file = address('/files/abc');
  const moved = new URL(file.href.replace('abc', 'abd'));
  const longer = new URL(
    file.href.replace(/until=\d+/, `until=${endOfSignature(now()) + SIGNED_FOR_SECONDS}`),
  );
  expect({
    file: keys.isSigned(file),
    export: keys.isSigned(address('/exports/0-1')),
    moved: keys.isSigned(moved),
    longer: keys.isSigned(longer),
    forEver: keys.isSigned(address('/files/abc', endOfSignature(now()) + 10 * SIGNED_FOR_SECONDS)),
    call: keys.isSigned(address('/call/snapshot')),
    events: keys.isSigned(address('/events')),
    unsigned: keys.isSigned(new URL('http://x/files/abc')),
  }).toEqual({
    file: true,
    export: true,
    moved: false,
    longer: false,
    forEver: false,
    call: false,
    events: false,
    unsigned: false,
  });
  wait(SIGNED_FOR_SECONDS * 1000);
  expect(keys.isSigned(file)).toBe(true);
  wait(SIGNED_FOR_SECONDS * 1000);
  expect(keys.isSigned(file)).toBe(false);
});

test('no key opens what another opens, nor anything at another start', () => {
  const { keys } = keysAt();
  const { secret, filesKey } = pageKeysOf(keys);
  expect([secret, filesKey, keys.openerKey].map(keys.isSecret)).toEqual([true, false, false]);
  expect([secret, filesKey, keys.openerKey].map(keys.isOpenerKey)).toEqual([false, false, true]);
  const next = createKeys();
  expect([secret, filesKey, keys.openerKey].map(next.isSecret)).toEqual([false, false, false]);
  expect(next.prove('0'.repeat(32))).not.toBe(keys.prove('0'.repeat(32)));
});
