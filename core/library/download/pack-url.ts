import { DepthroomError } from '../../../contract/errors.ts';
import { type Pack, packSchema } from '../../../contract/pack.ts';
import { entryOfHub } from './catalogue.ts';
import { ask, PassingFailure, refuseStatus } from './fetch-answer.ts';

/** A pack.json has a few kilobytes; more than this is something else. */
const PACK_JSON_BYTES = 1_000_000;

/**
 * The address of a pack.json as a person gave it: itself, or the address of its folder with a slash at the end. Throws
 * `bad-input` for what is no http(s) address of one; for the page of official weights, with the command that converts them.
 */
export function packUrl(given: string): URL {
  let url: URL;
  try {
    url = new URL(given.trim());
  } catch {
    throw new DepthroomError(
      'bad-input',
      `Expected the address of a pack.json (https://...), but received "${given}"; a folder of this computer is added by its path, not as an address.`,
    );
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new DepthroomError(
      'bad-input',
      `Expected an https or http address, but received ${url.protocol}//.`,
    );
  if (url.username || url.password)
    throw new DepthroomError('bad-input', 'Expected an address without a user name and password in it.');
  url.hash = '';
  if (url.pathname.endsWith('/pack.json')) return url;

  const hub = /^\/([^/]+\/[^/]+)/.exec(url.pathname)?.[1];
  const entry = hub && /(^|\.)(huggingface\.co|hf\.co)$/.test(url.hostname) ? entryOfHub(hub) : null;
  if (entry)
    throw new DepthroomError(
      'bad-input',
      entry.get.status !== 'none'
        ? `${entry.title} is offered as official weights there and has no pack.json; get it by its name ("depthroom packs get ${entry.id}")`
        : `${entry.title} cannot be downloaded as a pack: ${entry.get.why}`,
    );
  if (!url.pathname.endsWith('/'))
    throw new DepthroomError(
      'bad-input',
      `Expected an address that ends in /pack.json (or a folder's, with / at its end), but received ${url.href}.`,
    );
  url.pathname += 'pack.json';
  return url;
}

/** The address of a file that lies beside a pack.json; what is said behind the question mark is said again. */
export function fileUrl(packJson: string, file: string): URL {
  const url = new URL(file, packJson);
  url.search = new URL(packJson).search;
  return url;
}

/** Reads a pack.json from its address. Throws `bad-pack` for what is none, `not-found`, `download-failed`, `cancelled`. */
export async function fetchPackJson(
  url: URL,
  { signal, stallMs }: { signal: AbortSignal; stallMs: number },
): Promise<{ text: Buffer; pack: Pack }> {
  const text = await read(url, { signal, stallMs }).catch((thrown) => {
    if (thrown instanceof PassingFailure)
      throw new DepthroomError(
        'download-failed',
        `Could not read ${url.href}: ${thrown.message}; try again later.`,
      );
    throw thrown;
  });
  let json: unknown;
  try {
    json = JSON.parse(text.toString('utf8'));
  } catch {
    const isPage = /^\s*</.test(text.subarray(0, 100).toString('utf8'));
    throw new DepthroomError(
      'bad-pack',
      `Expected a pack.json at ${url.href}, but received ${isPage ? 'a web page; take the address of the file itself' : 'something else'}.`,
    );
  }
  const parsed = packSchema.safeParse(json);
  if (parsed.success) return { text, pack: parsed.data };
  const [first] = parsed.error.issues;
  throw new DepthroomError(
    'bad-pack',
    `Expected ${url.href} to be a model pack, but ${first.path.join('.') || 'it'}: ${first.message}.`,
  );
}

async function read(url: URL, options: { signal: AbortSignal; stallMs: number }): Promise<Buffer> {
  const { response, body, end } = await ask(url, options);
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  try {
    refuseStatus(url, response);
    for await (const piece of body) {
      bytes += piece.length;
      if (bytes > PACK_JSON_BYTES)
        throw new DepthroomError(
          'bad-pack',
          `Expected a pack.json of at most ${PACK_JSON_BYTES / 1e6} MB at ${url.href}, but received more.`,
        );
      pieces.push(piece);
    }
  } finally {
    end();
  }
  return Buffer.concat(pieces);
}
