import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Answer, type Request, rightAnswer, sendAnswer } from './pack-server.ts';

export const COMMIT = 'a'.repeat(40);

export interface HubOptions {
  /** Only who sends this token may read. */
  token?: string;
  /** What the hub answers instead, to any request, where it answers anything. */
  instead?(path: string, count: number): Answer | null;
  /** What the second host sends of a large file. */
  behave?(request: Request, bytes: Uint8Array, count: number): Answer;
  /** Small pages of the listing, so that there are several. */
  pageSize?: number;
}

export interface Hub {
  endpoint: string;
  /** Paths that the hub itself was asked for. */
  asked: string[];
  /** Large files that the second host was asked for. */
  fetched: (Request & { authorization: string | null })[];
}

/**
 * A hub of one repository, as the public one behaves: /api/models/<id>/revision and /tree (with pages), /resolve/<commit>/<path>, which
 * for large files leads to another host (here: another port) with X-Linked-Etag; a token is asked for where there is one.
 */
export async function serveHub(id: string, folder: string, options: HubOptions = {}): Promise<Hub> {
  const { token, instead = () => null, behave = (request, bytes) => rightAnswer(bytes, request) } = options;
  const files = await filesOf(folder);
  const asked: string[] = [];
  const fetched: Hub['fetched'] = [];

  const cdn = await listen((message, response) => {
    const file = decodeURIComponent(new URL(message.url ?? '/', 'http://cdn').pathname.slice(1));
    const request: Request = { file, ...rangesOf(message) };
    fetched.push({ ...request, authorization: message.headers.authorization ?? null });
    const bytes = files.get(file);
    const count = fetched.filter((other) => other.file === file).length;
    sendAnswer(response, bytes ? behave(request, bytes, count) : { status: 404 });
  });
  const endpoint = await listen((message, response) => {
    const url = new URL(message.url ?? '/', 'http://hub');
    asked.push(url.pathname);
    const other = instead(url.pathname, asked.filter((path) => path === url.pathname).length);
    if (other) return sendAnswer(response, other);
    if (token && message.headers.authorization !== `Bearer ${token}`)
      return json(response, 401, { error: 'Access to this model is restricted.' });
    answer(response, url, message);
  });

  function answer(response: ServerResponse, url: URL, message: IncomingMessage): void {
    const { pathname } = url;
    const revisions = ['main', COMMIT].map((revision) => `/api/models/${id}/revision/${revision}`);
    const path = decodeURIComponent(pathname.replace(`/${id}/resolve/${COMMIT}/`, ''));
    const bytes = files.get(path);
    if (revisions.includes(pathname)) json(response, 200, { id, sha: COMMIT, gated: token ? 'auto' : false });
    else if (pathname === `/api/models/${id}/tree/${COMMIT}`) tree(response, url);
    else if (!bytes) json(response, 404, { error: 'Entry not found' });
    else if (isLarge(path)) {
      const headers = {
        location: `${cdn}/${encodeURIComponent(path)}`,
        'x-linked-etag': `"${sha256(bytes)}"`,
        'x-linked-size': String(bytes.length),
      };
      sendAnswer(response, { status: 302, headers });
    } else sendAnswer(response, rightAnswer(bytes, { file: path, ...rangesOf(message) }));
  }

  function tree(response: ServerResponse, url: URL): void {
    const size = options.pageSize ?? 5;
    const start = Number(url.searchParams.get('cursor') ?? 0);
    const entries = [...files].map(([path, bytes]) => ({
      type: 'file',
      path,
      size: bytes.length,
      oid: createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex'),
      ...(isLarge(path) ? { lfs: { oid: sha256(bytes), size: bytes.length, pointerSize: 134 } } : {}),
    }));
    url.searchParams.set('cursor', String(start + size));
    if (start + size < entries.length)
      response.setHeader('link', `<${endpoint}${url.pathname}${url.search}>; rel="next"`);
    json(response, 200, entries.slice(start, start + size));
  }
  return { endpoint, asked, fetched };
}

const isLarge = (path: string) => path.endsWith('.safetensors');

function rangesOf(message: IncomingMessage): Omit<Request, 'file'> {
  return {
    range: message.headers.range ?? null,
    ifRange: (message.headers['if-range'] as string | undefined) ?? null,
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function json(response: ServerResponse, status: number, body: unknown): void {
  sendAnswer(response, {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  });
}

async function filesOf(folder: string): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, Uint8Array>();
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length + 1).replaceAll('\\', '/'), await readFile(path));
  }
  return files;
}

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
