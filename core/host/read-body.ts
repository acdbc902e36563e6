import { createWriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DepthroomError } from '../../contract/errors.ts';
import { bytesInWords } from '../disk/bytes-in-words.ts';
import { freeBytesIn } from '../disk/disk-space.ts';
import { PRIVATE_FILE } from '../disk/private-folder.ts';
import { systemFailure } from '../disk/system-failure.ts';

export interface BodyBounds {
  /** What is received, for a sentence. */
  what: string;
  bytes: number;
  /** How long nothing may come. */
  idleMs?: number;
  /** How long the sender may take before `slowestBytesPerSecond` is asked of it. */
  graceMs?: number;
  slowestBytesPerSecond?: number;
}

const IDLE_MS = 20_000;
const GRACE_MS = 30_000;
/** Slower than any disk or cable that a photo lies behind. */
const SLOWEST_BYTES_PER_SECOND = 16_384;

/**
 * The body of a request, piece by piece, held to its bounds. What is left unread is left to the door.
 * Throws `too-large` where more is announced or comes than may, `interrupted` where it stops coming or drips.
 */
export async function* boundedBody(request: Request, bounds: BodyBounds): AsyncGenerator<Uint8Array> {
  const { what, idleMs = IDLE_MS, graceMs = GRACE_MS } = bounds;
  const slowest = bounds.slowestBytesPerSecond ?? SLOWEST_BYTES_PER_SECOND;
  refuseMore(what, Number(request.headers.get('content-length') ?? 0), bounds.bytes);
  if (!request.body) return;
  const reader = (request.body as ReadableStream<Uint8Array>).getReader();
  const startedAt = performance.now();
  let bytes = 0;
  try {
    while (true) {
      const { done, value } = await nextPiece(reader, what, idleMs);
      if (done) return;
      bytes += value.length;
      refuseMore(what, bytes, bounds.bytes);
      const tookMs = performance.now() - startedAt;
      if (tookMs > graceMs && bytes < (slowest * tookMs) / 1000)
        throw new DepthroomError(
          'interrupted',
          `Expected ${what} at ${bytesInWords(slowest)} a second or more, but it came slower; send it again.`,
        );
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

function refuseMore(what: string, bytes: number, bound: number): void {
  if (bytes > bound)
    throw new DepthroomError(
      'too-large',
      `Expected at most ${bytesInWords(bound)} for ${what}, but more was sent.`,
    );
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

async function nextPiece(
  reader: Reader,
  what: string,
  idleMs: number,
): Promise<Awaited<ReturnType<Reader['read']>>> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new DepthroomError(
            'interrupted',
            `Expected ${what} without long pauses, but nothing came for ${Math.round(idleMs / 1000)} seconds; send it again.`,
          ),
        ),
      idleMs,
    );
  });
  const piece = reader.read().catch((thrown) => {
    throw new DepthroomError('interrupted', `The sender left before ${what} was here in full.`, {
      cause: thrown,
    });
  });
  try {
    return await Promise.race([piece, silence]);
  } finally {
    clearTimeout(timer);
    // Where the silence won, the piece fails later, and nobody listens.
    piece.catch(() => {});
  }
}

/** A JSON body of at most so many bytes. Throws `bad-input` where it is none, and what `boundedBody` throws. */
export async function readJson(request: Request, bytes: number): Promise<unknown> {
  // A page of somebody else's cannot send this type without asking first.
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    throw new DepthroomError('bad-input', 'Expected a body of the type application/json.');
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of boundedBody(request, { what: 'the body of a call', bytes })) pieces.push(piece);
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    throw new DepthroomError('bad-input', 'Expected JSON in the body of the call, but it cannot be parsed.');
  }
}

/**
 * Streams a body to a new file that only its owner may read: a photo of any size costs no memory here.
 * Throws `no-space` before the first byte where the disk cannot hold what is announced, and what `boundedBody` throws.
 */
export async function receiveFile(request: Request, path: string, bounds: BodyBounds): Promise<void> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  refuseMore(bounds.what, announced, bounds.bytes);
  const free = await freeBytesIn(dirname(path));
  if (free !== null && free < announced)
    throw new DepthroomError(
      'no-space',
      `Expected ${bytesInWords(announced)} of free space for ${bounds.what} on the disk of the project, but there are ${bytesInWords(free)}; free some space, or open a project on another disk.`,
    );
  await pipeline(boundedBody(request, bounds), createWriteStream(path, { mode: PRIVATE_FILE })).catch(
    (thrown) => {
      throw systemFailure(thrown, `receive ${bounds.what}`);
    },
  );
}
