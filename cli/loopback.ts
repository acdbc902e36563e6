import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { guard } from '../core/host/guard.ts';
import type { Handler } from '../core/host/http.ts';

export interface Served {
  /** The address to open, token included. */
  url: string;
  token: string;
  port: number;
  close(): Promise<void>;
}

/** Serves the handler on the loopback interface, behind the guard. Port 0 takes a free one. */
export async function serveOnLoopback(handler: Handler, { port }: { port: number }): Promise<Served> {
  const token = randomBytes(24).toString('base64url');
  let guarded: Handler = handler;
  const server = createServer((incoming, outgoing) => void respond(guarded, incoming, outgoing));
  await listen(server, port);
  const actual = (server.address() as AddressInfo).port;
  guarded = guard(handler, { token, port: actual });
  return {
    url: `http://127.0.0.1:${actual}/?token=${token}`,
    token,
    port: actual,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

async function respond(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const response = await handler(toRequest(incoming));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (response.body) await pipeline(Readable.fromWeb(response.body as never), outgoing);
    else outgoing.end();
  } catch (thrown) {
    // A reader that went away in the middle is its own business.
    const isGone = [
      'ERR_STREAM_PREMATURE_CLOSE',
      'ECONNRESET',
      'EPIPE',
      'ABORT_ERR',
      'ERR_STREAM_UNABLE_TO_PIPE',
    ].includes((thrown as NodeJS.ErrnoException).code ?? '');
    if (!isGone) console.error(thrown);
    outgoing.destroy();
  }
}

function toRequest(incoming: IncomingMessage): Request {
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (typeof value === 'string') headers.set(name, value);
  return new Request(new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? '127.0.0.1'}`), {
    method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
  } as RequestInit);
}
