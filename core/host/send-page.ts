import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import type { Language } from '../../contract/language/languages.ts';

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

/**
 * A file of the built page, compressed where `accepts` (the header Accept-Encoding) allows it and the build made it so. The page itself gets a
 * fresh nonce for its styles, a policy that lets nothing in from outside, and the language that was chosen for it.
 */
export async function sendPage(
  folder: string,
  pathname: string,
  accepts = '',
  chosen: () => Promise<Language | null> = async () => null,
): Promise<Response> {
  const name = pathname === '/' ? 'index.html' : normalize(decoded(pathname)).replace(/^[/\\]+/, '');
  const type = TYPES[extname(name)];
  if (!type || name.startsWith('..') || name.includes('\0'))
    throw new DepthroomError('not-found', `There is no page at ${pathname}.`);
  const isPage = name === 'index.html';
  const compressed = isPage ? null : await readCompressed(join(folder, name), accepts);
  if (compressed) {
    const { bytes, encoding } = compressed;
    return new Response(bytes, { headers: { ...headersOf(type), 'content-encoding': encoding } });
  }
  const bytes = await readFile(join(folder, name)).catch(() => {
    throw new DepthroomError(
      'not-found',
      isPage ? 'The page is not built yet; run "npm run build".' : `There is no page at ${pathname}.`,
    );
  });
  if (!isPage) return new Response(new Uint8Array(bytes), { headers: headersOf(type) });
  const nonce = randomBytes(16).toString('base64');
  const page = bytes
    .toString('utf8')
    .replaceAll('__CSP_NONCE__', nonce)
    .replace('__LANGUAGE__', (await chosen()) ?? '');
  return new Response(page, {
    headers: {
      'content-type': type,
      'cache-control': 'no-store',
      'content-security-policy': policy(nonce),
    },
  });
}

/** The name of a file of the page says what is in it: it can be kept for ever, compressed or not. */
function headersOf(type: string): Record<string, string> {
  return {
    'content-type': type,
    'cache-control': 'private, max-age=31536000, immutable',
    vary: 'accept-encoding',
  };
}

/** As cli/app/compress-page.ts left them, the smaller first. */
const ENCODINGS = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
];

async function readCompressed(
  path: string,
  accepts: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; encoding: string } | null> {
  for (const { encoding, ending } of ENCODINGS) {
    if (!isAccepted(accepts, encoding)) continue;
    const bytes = await readFile(path + ending).catch(() => null);
    if (bytes) return { bytes: new Uint8Array(bytes), encoding };
  }
  return null;
}

/** RFC 9110, section 12.5.3: a weight of zero refuses. */
function isAccepted(accepts: string, encoding: string): boolean {
  return accepts.split(',').some((part) => {
    const [name, ...rest] = part.split(';').map((text) => text.trim().toLowerCase());
    return name === encoding && !rest.some((weight) => /^q=0(\.0*)?$/.test(weight));
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
