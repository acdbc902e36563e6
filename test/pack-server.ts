import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface Request {
  file: string;
  range: string | null;
  ifRange: string | null;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: Uint8Array;
  /** Does not say how long the body is. */
  isChunked?: boolean;
  /** Sends this much of the body and then breaks the connection. */
  breakAfter?: number;
  /** Sends this much of the body and then nothing for as long as the client waits. */
  stallAfter?: number;
}

/** What a server that does everything right answers: ranges, If-Range, a strong ETag. */
export function rightAnswer(bytes: Uint8Array, request: Request, etag = '"first"'): Answer {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.range ?? '');
  const from = Number(asked?.[1] ?? Number.NaN);
  const to = Math.min(asked?.[2] ? Number(asked[2]) + 1 : bytes.length, bytes.length);
  const headers = { etag, 'accept-ranges': 'bytes' };
  if (Number.isNaN(from) || (request.ifRange !== null && request.ifRange !== etag))
    return { status: 200, headers, body: bytes };
  if (from >= bytes.length) return { status: 416, headers: { 'content-range': `bytes */${bytes.length}` } };
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to - 1}/${bytes.length}` },
    body: bytes.subarray(from, to),
  };
}

/** Sends an answer as it says. */
export function sendAnswer(response: ServerResponse, said: Answer): void {
  const { status = 200, headers = {}, body = new Uint8Array(), isChunked, breakAfter, stallAfter } = said;
  response.writeHead(status, {
    ...(isChunked ? {} : { 'content-length': String(body.length) }),
    ...headers,
  });
  const sent = breakAfter ?? stallAfter;
  if (sent === undefined) response.end(body);
  else
    response.write(body.subarray(0, sent), () => {
      // A moment for the client to read what came: a reset throws away what is still on its way.
      if (breakAfter !== undefined) setTimeout(() => response.destroy(), 50);
    });
}

/** Serves the files of a folder on this computer, as `behave` says; goes away with the test. */
export async function servePack(
  folder: string,
  behave: (request: Request, bytes: Uint8Array, count: number) => Answer = (request, bytes) =>
    rightAnswer(bytes, request),
): Promise<{ url: string; requests: Request[] }> {
  const requests: Request[] = [];
  const server = createServer((message, response) => void answer(message, response));

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const file = new URL(message.url ?? '/', 'http://server').pathname.slice(1);
    const request: Request = {
      file,
      range: message.headers.range ?? null,
      ifRange: (message.headers['if-range'] as string | undefined) ?? null,
    };
    requests.push(request);
    const bytes = await readFile(join(folder, file)).catch(() => null);
    const count = requests.filter((other) => other.file === file).length;
    sendAnswer(response, bytes ? behave(request, bytes, count) : { status: 404 });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/pack.json`, requests };
}
