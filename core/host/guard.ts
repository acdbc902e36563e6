import { nonceSchema } from '../../contract/door.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { failureResponse } from './failure-response.ts';
import type { Handler } from './http.ts';
import type { Keys } from './keys.ts';
import { readJson } from './read-body.ts';
import { withSafeHeaders } from './safe-headers.ts';

export interface GuardOptions {
  keys: Keys;
  port: number;
}

/** The built page, which holds no secret, and which a browser loads before it can send a header. */
const PAGE = /^\/(?:assets\/[\w.-]+|icon\.svg)?$/;
const NO_STORE = { 'cache-control': 'no-store' };

/**
 * Lets in only the page that was opened with a code. Against DNS rebinding it checks Host, against other pages Origin and
 * Sec-Fetch-Site, against everybody the secret in the header, or for one file the signature in its address. No cookie is set or
 * read: cookies go to every port of a host.
 * `POST /enter {code}` answers with the keys of the page, `POST /code` makes a code for `depthroom open`, and `GET /proof?nonce=`
 * shows a page that this is the server whose keys it has.
 */
export function guard(handler: Handler, options: GuardOptions): Handler {
  return async (request) => {
    try {
      return withSafeHeaders(await letIn(handler, options, request));
    } catch (thrown) {
      return withSafeHeaders(failureResponse(thrown));
    }
  };
}

async function letIn(handler: Handler, { keys, port }: GuardOptions, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  const isPage = isReading && PAGE.test(url.pathname);
  requireOwnHost(request, port);
  requireOwnSite(request, isPage && url.pathname === '/');

  if (isPage) return handler(request);
  if (request.method === 'POST' && url.pathname === '/enter') return enter(keys, request);
  if (request.method === 'GET' && url.pathname === '/proof') return prove(keys, url);
  const bearer = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  if (request.method === 'POST' && url.pathname === '/code' && keys.isOpenerKey(bearer))
    return Response.json({ code: keys.newCode() }, { headers: NO_STORE });
  if (keys.isSecret(bearer) || (isReading && keys.isSigned(url))) return handler(request);
  throw new DepthroomError(
    'forbidden',
    'Expected a request from the page that Depthroom opened, with its key, but received one without or with an old one; open the page again ("depthroom open").',
  );
}

function requireOwnHost(request: Request, port: number): void {
  const host = request.headers.get('host') ?? '';
  const names = ['127.0.0.1', 'localhost'].flatMap((name) =>
    port === 80 ? [name, `${name}:80`] : [`${name}:${port}`],
  );
  if (!names.includes(host))
    throw new DepthroomError(
      'forbidden',
      `Expected a request to 127.0.0.1:${port}, but received one to another name.`,
    );
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== `http://${host}`)
    throw new DepthroomError(
      'forbidden',
      'Expected a request from the page that Depthroom served, but received one from another page.',
    );
}

/** Browsers say where a request comes from, also where they send no Origin. Others may do one thing: show the page in a tab. */
function requireOwnSite(request: Request, isFrontDoor: boolean): void {
  const site = request.headers.get('sec-fetch-site');
  if (site === null || site === 'same-origin') return;
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  if (site === 'none' && isReading) return;
  const isOpened =
    request.headers.get('sec-fetch-mode') === 'navigate' &&
    request.headers.get('sec-fetch-dest') === 'document';
  if (isFrontDoor && isOpened) return;
  throw new DepthroomError(
    'forbidden',
    'Expected a request from the page that Depthroom served, but received one from another site.',
  );
}

/** No code is longer than this. */
const CODE_BODY_BYTES = 1024;

async function enter(keys: Keys, request: Request): Promise<Response> {
  const body = (await readJson(request, CODE_BODY_BYTES)) as { code?: unknown } | null;
  const pageKeys = typeof body?.code === 'string' ? keys.exchange(body.code) : null;
  if (pageKeys) return Response.json(pageKeys, { headers: NO_STORE });
  throw new DepthroomError(
    'forbidden',
    'Expected an address that was made in the last 10 seconds and not opened yet; ask for a new one ("depthroom open").',
  );
}

function prove(keys: Keys, url: URL): Response {
  const nonce = nonceSchema.safeParse(url.searchParams.get('nonce'));
  if (!nonce.success)
    throw new DepthroomError('bad-input', 'Expected 32 hexadecimal digits as ?nonce=, but received others.');
  return new Response(keys.prove(nonce.data), { headers: { ...NO_STORE, 'content-type': 'text/plain' } });
}
