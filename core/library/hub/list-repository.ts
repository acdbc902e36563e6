import { z } from 'zod';
import { DepthroomError } from '../../../contract/errors.ts';
import { askHub, type HubAccess } from './ask-hub.ts';

const revisionSchema = z.object({ sha: z.string().regex(/^[0-9a-f]{40,64}$/) });
const entrySchema = z.object({
  type: z.string(),
  path: z.string(),
  size: z.number().int().nonnegative().default(0),
  /** sha1 of a git blob. */
  oid: z.string(),
  /** Of large files: `oid` is the sha256 of the content. */
  lfs: z.object({ oid: z.string().regex(/^[0-9a-f]{64}$/), size: z.number().int() }).optional(),
});

/** A file of a repository as the hub lists it. */
export interface HubFile {
  bytes: number;
  /** Of files that git keeps as pointers; null for the small ones. */
  sha256: string | null;
  /** sha1 of the git blob, of the small ones. */
  gitSha1: string;
}

/** A repository of weights holds some dozens of files; a listing of more pages than this is none. */
const MOST_PAGES = 50;
const LARGEST_ANSWER = 32 << 20;

/**
 * The files of a repository at a revision, and the commit that it is: GET /api/models/<id>/revision/<revision>, then /tree/<commit>
 * (huggingface.co/docs/hub/api). Throws `not-found`, `download-failed`, `cancelled`.
 */
export async function listRepository(
  access: HubAccess,
  revision: string,
): Promise<{ commit: string; files: Map<string, HubFile> }> {
  const address = (path: string) =>
    new URL(`${access.endpoint.replace(/\/+$/, '')}/api/models/${access.id}/${path}`);
  const about = await askHub(access, address(`revision/${encodeURIComponent(revision)}`), {
    most: LARGEST_ANSWER,
  });
  const { sha: commit } = parse(access, revisionSchema, about.bytes);

  const files = new Map<string, HubFile>();
  let next: URL | null = address(`tree/${commit}?recursive=true`);
  for (let page = 1; next; page++) {
    const here: URL = next;
    const answer = await askHub(access, here, { most: LARGEST_ANSWER });
    for (const { type, path, size, oid, lfs } of parse(access, z.array(entrySchema), answer.bytes))
      if (type === 'file')
        files.set(path, { bytes: lfs?.size ?? size, sha256: lfs?.oid ?? null, gitSha1: oid });
    const link = /<([^>]+)>\s*;\s*rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    next = link ? URL.parse(link, here.href) : null;
    // What is not asked for would be missing without a word; no other server is told the token.
    if (link && (page === MOST_PAGES || next?.origin !== here.origin))
      throw new DepthroomError(
        'download-failed',
        `Expected the whole listing of ${access.id} from ${access.endpoint}, but it has more than ${MOST_PAGES} pages or goes on elsewhere; take another address of the hub.`,
      );
  }
  return { commit, files };
}

function parse<Shape extends z.ZodType>(
  { id, endpoint }: HubAccess,
  shape: Shape,
  bytes: Uint8Array,
): z.output<Shape> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    json = undefined;
  }
  const parsed = shape.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new DepthroomError(
    'download-failed',
    `Expected the listing of ${id} from ${endpoint}, but received something else; check the address of the hub.`,
  );
}
