import type { IncomingMessage, ServerResponse } from 'node:http';

/** The body of a request as a stream that may be left unread without closing the connection, so that a refusal can still be sent. */
export interface IncomingBody {
  stream: ReadableStream<Uint8Array>;
  /** Whether there is more to come that nobody has taken. */
  isLeftUnread(): boolean;
}

/** What is held of a body before its reader asks for more. */
const AHEAD_BYTES = 1 << 18;

export function incomingBody(incoming: IncomingMessage): IncomingBody {
  let isOver = false;
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const end = (finish: () => void) => {
          if (!isOver) finish();
          isOver = true;
        };
        incoming.on('data', (piece: Uint8Array) => {
          if (isOver) return;
          controller.enqueue(piece);
          if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
        });
        incoming.on('end', () => end(() => controller.close()));
        incoming.on('error', (thrown) => end(() => controller.error(thrown)));
        incoming.on('close', () => end(() => controller.error(new Error('The sender left.'))));
        incoming.pause();
      },
      pull() {
        incoming.resume();
      },
      cancel() {
        isOver = true;
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: AHEAD_BYTES }),
  );
  return { stream, isLeftUnread: () => !incoming.complete };
}

/** How long a sender may go on after it has its answer. */
const LINGER_MS = 2_000;

/**
 * Answers although the body was not read to its end: the answer goes out whole, what still comes is thrown away for a moment (a
 * connection that is closed at once loses the answer on its way), and the connection ends.
 */
export async function letFinish(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  response: Response,
): Promise<void> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const headers = Object.fromEntries(response.headers);
  outgoing.writeHead(response.status, { ...headers, 'content-length': bytes.length, connection: 'close' });
  outgoing.write(bytes);
  incoming.removeAllListeners('data');
  incoming.on('data', () => {});
  incoming.resume();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, LINGER_MS);
    const over = () => {
      clearTimeout(timer);
      resolve();
    };
    incoming.once('end', over).once('close', over);
  });
  outgoing.end();
  if (!incoming.complete) incoming.destroy();
}
