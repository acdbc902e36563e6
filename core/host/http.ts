import { Readable } from 'node:stream';
import { API, type CallName } from '../../contract/calls/api.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { KNOWN_PHOTO_HEADER } from '../../contract/photo.ts';
import { nameOfUpload } from '../disk/file-stem.ts';
import { removeLeftFile } from '../disk/remove-left.ts';
import { streamZip, zipLength } from '../formats/zip/stream-zip.ts';
import type { Engine } from './engine.ts';
import { failureResponse } from './failure-response.ts';
import type { At } from './host.ts';
import { boundedBody, readJson, receiveFile } from './read-body.ts';
import { withSafeHeaders } from './safe-headers.ts';
import { sendFile } from './send-file.ts';
import { sendPage } from './send-page.ts';

export type Handler = (request: Request) => Promise<Response>;

/**
 * The one handler behind three doors: Electron's protocol, the loopback server, the tests.
 * `POST /call/<name>`, `POST /photos?name=`, `POST /packs/<uploadId>?file=`, `GET /events`, `GET /files/<address>`, `GET /exports/<id of an export or an archive>`, and the built page.
 */
export function createHandler(engine: Engine, pageFolder: string): Handler {
  return async (request) => {
    try {
      return withSafeHeaders(await route(engine, pageFolder, request));
    } catch (thrown) {
      return withSafeHeaders(
        failureResponse(thrown, (mistake) => engine.noteFailure('answer a request', mistake)),
      );
    }
  };
}

/** Ids by the thousand fit in a call; what is larger comes as a file. */
const CALL_BYTES = 4e6;
/** Uncompressed, the largest photo that is read takes half of it (core/photos/open.ts). */
const UPLOAD_BYTES = 4e9;
/** A pack says by itself how large it is (startPackUpload); this is far above any. */
const PACK_FILE_BYTES = 1e11;

async function route(engine: Engine, pageFolder: string, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const [, area, rest = ''] = /^\/([^/]*)\/?(.*)$/.exec(url.pathname) ?? [];
  if (request.method === 'POST') {
    if (area === 'call') return call(engine, rest, request);
    if (area === 'packs') return receivePackFile(engine, rest, url.searchParams.get('file') ?? '', request);
    if (area === 'truths') return receiveTruth(engine, url.searchParams, request);
    if (area === 'photos') return receivePhoto(engine, url.searchParams.get('name') ?? '', request);
  } else if (request.method === 'GET' || request.method === 'HEAD') {
    if (area === 'events') return events(engine, url.searchParams, request.method === 'HEAD');
    if (area === 'files') return sendKeptFile(engine, rest, request);
    if (area === 'exports') return sendExport(engine, rest, request);
    const chosen = async () => (await engine.call('readLanguage', {})).language;
    return sendPage(pageFolder, url.pathname, request.headers.get('accept-encoding') ?? '', chosen);
  }
  throw new DepthroomError('not-found', `There is nothing at ${request.method} ${url.pathname}.`);
}

async function call(engine: Engine, name: string, request: Request): Promise<Response> {
  const input = await readJson(request, CALL_BYTES);
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
  const fileName = nameOfUpload(name);
  if (!fileName)
    throw new DepthroomError(
      'bad-input',
      'Expected the file name of the photo as ?name=, but received none.',
    );
  const since = new Date().toISOString();
  return receiveUpload(
    engine,
    fileName,
    request,
    (path, at) => engine.local('importPhoto', { path, name: fileName }, at),
    ({ addedAt }): Record<string, string> => (addedAt < since ? { [KNOWN_PHOTO_HEADER]: 'yes' } : {}),
  );
}

/** Streams the body to the disk, and answers with what `take` made of that file, which goes again. */
async function receiveUpload<Taken extends object>(
  engine: Engine,
  name: string,
  request: Request,
  take: (path: string, at: At) => Promise<Taken>,
  headersOf: (taken: Taken) => Record<string, string> = () => ({}),
): Promise<Response> {
  const path = await engine.local('temporaryPath', {});
  try {
    await receiveFile(request, path, { what: `"${name}"`, bytes: UPLOAD_BYTES });
    const taken = await take(path, { signal: request.signal });
    return Response.json(taken, { headers: { ...headersOf(taken), 'cache-control': 'no-store' } });
  } finally {
    await removeLeftFile(path);
  }
}

/** One file of a pack; the upload it belongs to was started by a call. */
async function receivePackFile(
  engine: Engine,
  uploadId: string,
  name: string,
  request: Request,
): Promise<Response> {
  const body = boundedBody(request, { what: `"${name.slice(0, 255)}"`, bytes: PACK_FILE_BYTES });
  await engine.local('receivePackFile', { uploadId, name, body });
  return Response.json({}, { headers: { 'cache-control': 'no-store' } });
}

/** Ground truth of a photo, streamed to disk like a photo. */
async function receiveTruth(engine: Engine, query: URLSearchParams, request: Request): Promise<Response> {
  const name = nameOfUpload(query.get('name') ?? '');
  const photoId = query.get('photo') ?? '';
  const calibration = query.get('calibration')?.slice(0, 4096);
  if (!name || !photoId) {
    throw new DepthroomError(
      'bad-input',
      'Expected the photo and the file name of its ground truth as ?photo= and &name=, but one is missing.',
    );
  }
  return receiveUpload(engine, name, request, (path, at) =>
    engine.local('importTruth', { photoId, path, name, calibration }, at),
  );
}

const EVENT_HEADERS = { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' };

/** One JSON object a line, made when somebody reads it. `?feed=&since=`: what the reader knows already. */
function events(engine: Engine, query: URLSearchParams, isHead: boolean): Response {
  // Nobody reads what would come without end.
  if (isHead) return new Response(null, { headers: EVENT_HEADERS });
  const sequence = Number(query.get('since') ?? 0);
  const feed = query.get('feed') ?? '';
  const reader = engine.readEvents(Number.isSafeInteger(sequence) ? { feed, sequence } : undefined);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const event = await reader.next();
        if (event) controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
        else controller.close();
      },
      cancel: () => reader.close(),
    },
    // Nothing is taken before it is asked for.
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: EVENT_HEADERS });
}

async function sendKeptFile(engine: Engine, address: string, request: Request): Promise<Response> {
  const found = /^[0-9a-f]{64}$/.test(address) ? await engine.local('findFile', { address }) : null;
  if (!found) throw new DepthroomError('not-found', 'This file is not in the project that is open.');
  // The address is the content: it can be kept for ever.
  return sendFile(request, found.path, {
    'content-type': found.type,
    'cache-control': 'private, max-age=31536000, immutable',
    etag: `"${address}"`,
    // Opened in a tab of its own, it is a picture and never a page.
    'content-security-policy': "default-src 'none'; sandbox",
  });
}

async function sendExport(engine: Engine, id: string, request: Request): Promise<Response> {
  const found = await engine.local('findExport', { exportId: id });
  if (found) return sendFile(request, found.path, asDownload(found.fileName));
  const archive = await engine.local('findArchive', { archiveId: id });
  if (!archive)
    throw new DepthroomError(
      'not-found',
      'This export is not in the project that is open, or is not finished.',
    );
  const headers = {
    ...asDownload(archive.fileName),
    'content-type': 'application/zip',
    'content-length': String(zipLength(archive.files)),
  };
  const body = request.method === 'HEAD' ? null : Readable.toWeb(Readable.from(streamZip(archive.files)));
  return new Response(body as ReadableStream<Uint8Array> | null, { headers });
}

function asDownload(fileName: string): Record<string, string> {
  return {
    'content-type': 'application/octet-stream',
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName.toWellFormed())}`,
  };
}
