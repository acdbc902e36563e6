import { timingSafeEqual } from 'node:crypto';
import { DepthroomError, toFailure } from '../../contract/errors.ts';
import type { Handler } from './http.ts';

export interface GuardOptions {
  /** A random secret of this start of the server. */
  token: string;
  port: number;
}

/**
 * Lets in only the page that was opened with the token: checks Host (against DNS rebinding), Origin (against other pages)
 * and the token, which the first visit turns into a cookie that scripts cannot read.
 */
export function guard(handler: Handler, { token, port }: GuardOptions): Handler {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const cookieName = `depthroom-${port}`;
  const refuse = (message: string) =>
    Response.json(toFailure(new DepthroomError('forbidden', message)), { status: 403 });

  return async (request) => {
    const url = new URL(request.url);
    if (!hosts.has(request.headers.get('host') ?? url.host))
      return refuse('Expected a request to this computer by its own name.');
    const origin = request.headers.get('origin');
    if (origin !== null && !hosts.has(origin.replace(/^http:\/\//, '')))
      return refuse('Expected a request from the page that Depthroom served.');

    const offered = url.searchParams.get('token');
    if (offered !== null && url.pathname === '/' && isEqual(offered, token)) {
      return new Response(null, {
        status: 303,
        headers: {
          location: '/',
          'set-cookie': `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`,
          'cache-control': 'no-store',
        },
      });
    }
    const bearer = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    const received = bearer ?? cookie(request.headers.get('cookie') ?? '', cookieName);
    if (received === null || !isEqual(received, token)) {
      return refuse(
        'This address needs the token that Depthroom printed when it started; open the whole address, token included.',
      );
    }
    return handler(request);
  };
}

function cookie(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

function isEqual(received: string, expected: string): boolean {
  const a = Buffer.from(received);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
