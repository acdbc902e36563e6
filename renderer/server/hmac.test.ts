import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hmacSha256 } from './hmac.ts';

test('agrees with the second case of RFC 4231', () => {
  expect(hmacSha256('Jefe', 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

/** The platform's own, which answers later. */
async function reference(key: string, message: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', encoder.encode(key), algorithm, false, ['sign']);
  const bytes = await crypto.subtle.sign('HMAC', imported, encoder.encode(message));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

test('agrees with the platform for keys and messages of any length', async () => {
  const text = (minLength: number, maxLength: number) =>
    fc.string({ unit: 'grapheme', minLength, maxLength });
  await fc.assert(
    fc.asyncProperty(text(1, 150), text(0, 300), async (key, message) => {
      expect(hmacSha256(key, message)).toBe(await reference(key, message));
    }),
    { numRuns: 300 },
  );
});
