import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { API, type CallName } from '../../contract/api.ts';
import { DepthroomError, type ErrorCode, toFailure } from '../../contract/errors.ts';
import { systemFailure } from '../disk/system-failure.ts';
import type { Engine } from './engine.ts';
import { sendFile } from './send-file.ts';
import { sendPage } from './send-page.ts';

export type Handler = (request: Request) => Promise<Response>;

/**
 * The one handler behind three doors: Electron's protocol, the loopback server, the tests.
 * `POST /call/<name>`, `POST /photos?name=`, `POST /packs/<uploadId>?file=`, `GET /events`, `GET /files/<address>`, `GET /exports/<id>`, and the built page.
 */
export function createHandler(engine: Engine, pageFolder: string): Handler {
  return async (request) => {
    try {
      return await route(engine, pageFolder, request);
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code === 'internal') console.error(thrown);
      return Response.json(failure, {
        status: STATUS[failure.code] ?? 400,
        headers: { 'cache-control': 'no-store' },
      });
    }
  };
}

const STATUS: Partial<Record<ErrorCode, number>> = {
  'not-found': 404,
  forbidden: 403,
  exists: 409,
  'too-large': 413,
  internal: 500,
  'no-space': 507,
  busy: 503,
  'disk-error': 500,
  'download-failed': 502,
};

async function route(engine: Engine, pageFolder: string, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const [, area, rest = ''] = /^\/([^/]*)\/?(.*)$/.exec(url.pathname) ?? [];
  if (request.method === 'POST') {
    if (area === 'call') return call(engine, rest, request);
    if (area === 'packs') return receivePackFile(engine, rest, url.searchParams.get('file') ?? '', request);
    if (area === 'truths') return receiveTruth(engine, url.searchParams, request);
    if (area === 'photos') return receivePhoto(engine, url.searchParams.get('name') ?? '', request);
  } else if (request.method === 'GET' || request.method === 'HEAD') {
    if (area === 'events') return events(engine);
    if (area === 'files') return sendKeptFile(engine, rest, request);
    if (area === 'exports') return sendExport(engine, rest, request);
    return sendPage(pageFolder, url.pathname);
  }
  throw new DepthroomError('not-found', `There is nothing at ${request.method} ${url.pathname}.`);
}

async function call(engine: Engine, name: string, request: Request): Promise<Response> {
  // A page of somebody else's cannot send this type without asking first.
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    throw new DepthroomError('bad-input', 'Expected a body of the type application/json.');
  }
  const input: unknown = await request.json().catch(() => {
    throw new DepthroomError('bad-input', 'Expected JSON in the body of the call, but it cannot be parsed.');
  });
  if (!Object.hasOwn(API, name))
    throw new DepthroomError(
      'not-found',
      `Expected a call of the contract (${Object.keys(API).join(', ')}), but received "${name}".`,
    );
  const output = await engine.call(name as CallName, input as never);
  return Response.json(output, { headers: { 'cache-control': 'no-store' } });
}

/** The body is streamed to disk first: a photo of any size costs no memory here. */
async function receivePhoto(engine: Engine, name: string, request: Request): Promise<Response> {
  const fileName = basename(name.replaceAll('\\', '/')).slice(0, 255);
  if (!fileName)
    throw new DepthroomError(
      'bad-input',
      'Expected the file name of the photo as ?name=, but received none.',
    );
  const path = await engine.local('temporaryPath', {});
  try {
    const body = request.body ? Readable.fromWeb(request.body as never) : Readable.from([]);
    await pipeline(body, createWriteStream(path)).catch((thrown) => {
      throw systemFailure(thrown, `receive "${fileName}"`);
    });
    return Response.json(await engine.local('importPhoto', { path, name: fileName }), {
      headers: { 'cache-control': 'no-store' },
    });
  } finally {
    await rm(path, { force: true });
  }
}

/** One file of a pack; the upload it belongs to was started by a call. */
async function receivePackFile(
  engine: Engine,
  uploadId: string,
  name: string,
  request: Request,
): Promise<Response> {
  const body = request.body ? Readable.fromWeb(request.body as never) : Readable.from([]);
  await engine.local('receivePackFile', { uploadId, name, body });
  return Response.json({}, { headers: { 'cache-control': 'no-store' } });
}

/** Ground truth of a photo, streamed to disk like a photo. */
async function receiveTruth(engine: Engine, query: URLSearchParams, request: Request): Promise<Response> {
  const name = basename((query.get('name') ?? '').replaceAll('\\', '/')).slice(0, 255);
  const photoId = query.get('photo') ?? '';
  const calibration = query.get('calibration')?.slice(0, 4096);
  if (!name || !photoId) {
    throw new DepthroomError(
      'bad-input',
      'Expected the photo and the file name of its ground truth as ?photo= and &name=, but one is missing.',
    );
  }
  const path = await engine.local('temporaryPath', {});
  try {
    const body = request.body ? Readable.fromWeb(request.body as never) : Readable.from([]);
    await pipeline(body, createWriteStream(path)).catch((thrown) => {
      throw systemFailure(thrown, `receive "${name}"`);
    });
    const truth = await engine.local('importTruth', { photoId, path, name, calibration });
    return Response.json(truth, { headers: { 'cache-control': 'no-store' } });
  } finally {
    await rm(path, { force: true });
  }
}

/** One JSON object a line, for as long as somebody reads. */
function events(engine: Engine): Response {
  let unsubscribe = () => {};
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      unsubscribe = engine.subscribe((event) =>
        controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`)),
      );
    },
    cancel() {
      unsubscribe();
    },
  });
  return new Response(body, {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  });
}

async function sendKeptFile(engine: Engine, address: string, request: Request): Promise<Response> {
  const found = /^[0-9a-f]{64}$/.test(address) ? await engine.local('findFile', { address }) : null;
  if (!found) throw new DepthroomError('not-found', 'This file is not in the project that is open.');
  // The address is the content: it can be kept for ever.
  return sendFile(request, found.path, {
    'content-type': found.type,
    'cache-control': 'private, max-age=31536000, immutable',
    etag: `"${address}"`,
  });
}

async function sendExport(engine: Engine, id: string, request: Request): Promise<Response> {
  const found = await engine.local('findExport', { exportId: id });
  if (!found)
    throw new DepthroomError(
      'not-found',
      'This export is not in the project that is open, or is not finished.',
    );
  return sendFile(request, found.path, {
    'content-type': 'application/octet-stream',
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.fileName)}`,
  });
}
