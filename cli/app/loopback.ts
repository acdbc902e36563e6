import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DepthroomError } from '../../contract/errors.ts';
import { failureResponse } from '../../core/host/failure-response.ts';
import { guard } from '../../core/host/guard.ts';
import type { Handler } from '../../core/host/http.ts';
import { createKeys } from '../../core/host/keys.ts';
import { withSafeHeaders } from '../../core/host/safe-headers.ts';
import { tellFailure } from '../terminal/tell-failure.ts';
import { type IncomingBody, incomingBody, letFinish } from './incoming-body.ts';

export interface Served {
  /** An address with a fresh code: opens the page once, within 10 seconds. */
  newAddress(): string;
  /** Where the page is; without a code it opens only where it was open before. */
  origin: string;
  /** The secret of the page, for programs that play one. */
  secret: string;
  /** Makes codes by `POST /code`, and nothing else. */
  openerKey: string;
  port: number;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** 0 takes a free one. */
  port: number;
  /** How long the head of a request may take. */
  headersMs?: number;
}

const HEADERS_MS = 10_000;
/** How long a whole request may take: a pack of many gigabytes from a slow disk. How slow a body may be, its reader says. */
const REQUEST_MS = 2 * 60 * 60_000;
/** How often connections are looked at for both. */
const CHECK_MS = 1_000;

/**
 * So many connections at once; a browser opens six. Each takes a descriptor, and who may connect needs no key: without a bound, another person
 * on this computer could leave none for the project's files.
 */
const MOST_CONNECTIONS = 256;

/** Serves the handler on the loopback interface, behind the guard. */
export async function serveOnLoopback(
  handler: Handler,
  { port, headersMs = HEADERS_MS }: ServeOptions,
): Promise<Served> {
  const keys = createKeys();
  let guarded: Handler = handler;
  const server = createServer(
    { headersTimeout: headersMs, requestTimeout: REQUEST_MS, connectionsCheckingInterval: CHECK_MS },
    (incoming, outgoing) => void respond(guarded, incoming, outgoing),
  );
  server.maxConnections = MOST_CONNECTIONS;
  await listen(server, port);
  const actual = (server.address() as AddressInfo).port;
  guarded = guard(handler, { keys, port: actual });
  const origin = `http://127.0.0.1:${actual}`;
  return {
    // Behind the number sign, it is sent to no server and stands in no log; the page takes it out of the address.
    newAddress: () => `${origin}/#code=${keys.newCode()}`,
    origin,
    secret: keys.secret,
    openerKey: keys.openerKey,
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
    server.once('error', (thrown: NodeJS.ErrnoException) => reject(refusalOfPort(thrown, port)));
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function refusalOfPort(thrown: NodeJS.ErrnoException, port: number): Error {
  if (thrown.code === 'EADDRINUSE')
    return new DepthroomError(
      'exists',
      `Expected port ${port} to be free, but another program uses it; choose another with --port, or 0 for any.`,
    );
  if (thrown.code === 'EACCES')
    return new DepthroomError(
      'no-permission',
      `Expected a port that you may use, but received ${port}; choose one above 1023.`,
    );
  return thrown;
}

async function respond(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = incomingBody(incoming);
  const gone = new AbortController();
  // Who asked has closed the connection: what is done for nobody is stopped where the handler passes this on.
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  try {
    const response = await answer(handler, incoming, body, gone.signal);
    const headers = Object.fromEntries(response.headers);
    if (!response.ok && body.isLeftUnread()) return await letFinish(incoming, outgoing, response);
    outgoing.writeHead(response.status, headers);
    if (response.body) await pipeline(Readable.fromWeb(response.body as never), outgoing);
    else outgoing.end();
    if (body.isLeftUnread()) incoming.destroy();
  } catch (thrown) {
    // A reader that went away in the middle is its own business.
    if (!isGone(thrown)) tellFailure(thrown);
    outgoing.destroy();
  }
}

function isGone(thrown: unknown): boolean {
  return [
    'ERR_STREAM_PREMATURE_CLOSE',
    'ECONNRESET',
    'EPIPE',
    'ABORT_ERR',
    'ERR_STREAM_UNABLE_TO_PIPE',
  ].includes((thrown as NodeJS.ErrnoException).code ?? '');
}

async function answer(
  handler: Handler,
  incoming: IncomingMessage,
  body: IncomingBody,
  signal: AbortSignal,
): Promise<Response> {
  const request = toRequest(incoming, body, signal);
  if (request) return handler(request);
  return withSafeHeaders(
    failureResponse(
      new DepthroomError(
        'bad-input',
        'Expected a request for a path on this computer, but received an address or a method that is none.',
      ),
    ),
  );
}

/** Null where the address or the method cannot be understood. */
function toRequest(incoming: IncomingMessage, body: IncomingBody, signal: AbortSignal): Request | null {
  const { method = 'GET', url: target = '/' } = incoming;
  // `//name` would be read as another host, and a whole address names one.
  if (!/^\/(?!\/)/.test(target)) return null;
  // Of two, Node would tell the first (RFC 9112, section 3.2, refuses them).
  if ((incoming.headersDistinct.host?.length ?? 0) > 1) return null;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  try {
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers))
      if (typeof value === 'string') headers.set(name, value);
    return new Request(new URL(target, 'http://127.0.0.1'), {
      method,
      headers,
      signal,
      ...(hasBody ? { body: body.stream, duplex: 'half' } : {}),
    } as RequestInit);
  } catch {
    return null;
  }
}
