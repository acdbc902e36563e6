import { z } from 'zod';

/** How long the code in an address may be exchanged, once, for the keys of the page. */
export const CODE_LIFETIME_MS = 10_000;

/** What the page gets for its code. They die with the server that made them. */
export const pageKeysSchema = z.object({
  /** Sent as `authorization: Bearer <secret>` with everything that the page asks for by itself. */
  secret: z.string().regex(/^[\w-]{32,128}$/),
  /** Signs addresses of files and exports and can do nothing else: for pictures and links, which carry no header. */
  filesKey: z.string().regex(/^[0-9a-f]{64}$/),
});
export type PageKeys = z.infer<typeof pageKeysSchema>;

/**
 * Signed addresses end with a round time, so that the same file has the same address for a while and is found in the
 * browser's cache: after this long at the earliest, after twice as long at the latest.
 */
export const SIGNED_FOR_SECONDS = 5 * 60;

/** When an address that is signed now ends, in seconds since 1970. */
export function endOfSignature(nowMs: number): number {
  return (Math.floor(nowMs / 1000 / SIGNED_FOR_SECONDS) + 2) * SIGNED_FOR_SECONDS;
}

/** What the HMAC-SHA256 of a signed address is taken over. Only GET and HEAD of /files/ and /exports/ are ever let in by one. */
export function messageOfAddress(path: string, endsAtSeconds: number): string {
  return `read ${path} until ${endsAtSeconds}`;
}

/** What a server signs with the secret to show that it is the one that made it, before a page says the secret to it. */
export function messageOfProof(nonce: string): string {
  return `proof ${nonce}`;
}

/** A question to which only the right server knows the answer. */
export const nonceSchema = z.string().regex(/^[0-9a-f]{32}$/);
