import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { DepthroomError } from '../../contract/errors.ts';

/** A file as a streamed answer, with one byte range where one is asked for (RFC 9110, section 14). */
export async function sendFile(
  request: Request,
  path: string,
  headers: Record<string, string>,
): Promise<Response> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) throw new DepthroomError('not-found', 'This file is not there any more.');
  const common = { ...headers, 'accept-ranges': 'bytes' };
  if (headers.etag && request.headers.get('if-none-match') === headers.etag)
    return new Response(null, { status: 304, headers: common });

  const range = parseRange(request.headers.get('range'), facts.size);
  if (range === 'unsatisfiable')
    return new Response(null, {
      status: 416,
      headers: { ...common, 'content-range': `bytes */${facts.size}` },
    });
  const first = range?.first ?? 0;
  const last = range?.last ?? facts.size - 1;
  const answer = {
    status: range ? 206 : 200,
    headers: {
      ...common,
      'content-length': String(last - first + 1),
      ...(range ? { 'content-range': `bytes ${first}-${last}/${facts.size}` } : {}),
    },
  };
  if (request.method === 'HEAD' || facts.size === 0) return new Response(null, answer);
  const stream = createReadStream(path, { start: first, end: last, highWaterMark: 1 << 18 });
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, answer);
}

/** The first and last byte of `bytes=a-b`, `a-` or `-n`; null where the whole file is meant (also for lists of ranges, which may be ignored). */
function parseRange(
  header: string | null,
  size: number,
): { first: number; last: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [, from, to] = match;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null;
  return first >= size || (from === '' && Number(to) === 0) ? 'unsatisfiable' : { first, last };
}
