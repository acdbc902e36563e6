import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

/** A file of the built page. The page itself gets a fresh nonce for its styles and a policy that lets nothing in from outside. */
export async function sendPage(folder: string, pathname: string): Promise<Response> {
  const name = pathname === '/' ? 'index.html' : normalize(decoded(pathname)).replace(/^[/\\]+/, '');
  const type = TYPES[extname(name)];
  if (!type || name.startsWith('..') || name.includes('\0'))
    throw new DepthroomError('not-found', `There is no page at ${pathname}.`);
  const bytes = await readFile(join(folder, name)).catch(() => {
    throw new DepthroomError(
      'not-found',
      name === 'index.html'
        ? 'The page is not built yet; run "npm run build".'
        : `There is no page at ${pathname}.`,
    );
  });
  const headers = { 'content-type': type };
  if (name !== 'index.html') {
    return new Response(new Uint8Array(bytes), {
      headers: { ...headers, 'cache-control': 'private, max-age=31536000, immutable' },
    });
  }
  const nonce = randomBytes(16).toString('base64');
  return new Response(bytes.toString('utf8').replaceAll('__CSP_NONCE__', nonce), {
    headers: {
      ...headers,
      'cache-control': 'no-store',
      'content-security-policy': policy(nonce),
    },
  });
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    throw new DepthroomError(
      'bad-input',
      'Expected an address whose percent signs stand before two digits of UTF-8 text, but received another.',
    );
  }
}

function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
