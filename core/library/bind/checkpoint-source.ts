import { DepthroomError } from '../../../contract/errors.ts';

/** A checkpoint as its authors lay it out, wherever it is: a folder on this disk, or a repository of the hub. */
export interface CheckpointSource {
  /** What it is called: `owner/name` on the hub, or the folder's own name; no path of this machine. */
  name: string;
  /** Where it came from, where that is known. */
  hub: { id: string; commit: string } | null;
  /** What the catalogue calls it; null where nobody's official one is known by this name. */
  published: { id: string; title: string; licence: string } | null;
  /** Every file by its path from the top, with `/` between folders. */
  files: ReadonlyMap<string, SourceFile>;
  /** The bytes from `start`: `length` of them, or fewer where the file ends before. */
  read(path: string, start: number, length: number): Promise<Uint8Array>;
}

export interface SourceFile {
  bytes: number;
  /** What whoever offers it says; null where nobody does. */
  sha256: string | null;
}

/** A configuration file is a few kilobytes; the vocabulary of a tokenizer about a megabyte. */
const LARGEST_JSON = 16 << 20;

/** A JSON object that the official layout has at this place. Throws `bad-pack` where it is missing, too large or something else. */
export async function readJson(
  source: CheckpointSource,
  path: string,
  what: string,
): Promise<Record<string, unknown>> {
  const file = source.files.get(path);
  if (!file)
    throw new DepthroomError(
      'bad-pack',
      `Expected ${what} (${path}) in ${source.name}, but it is not there; get the whole folder in the layout of the Hugging Face hub.`,
    );
  const refuse = (why: string) =>
    new DepthroomError(
      'bad-pack',
      `Expected a JSON object in ${path} of ${source.name}, but ${why}; get it again.`,
    );
  if (file.bytes > LARGEST_JSON) throw refuse(`it has ${file.bytes} bytes`);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(await source.read(path, 0, file.bytes)));
  } catch (thrown) {
    if (thrown instanceof DepthroomError) throw thrown;
    throw refuse('it cannot be parsed');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw refuse('it holds another value');
  return json as Record<string, unknown>;
}

/** The same, null where there is no such file. */
export async function readJsonIfThere(
  source: CheckpointSource,
  path: string,
): Promise<Record<string, unknown> | null> {
  return source.files.has(path) ? readJson(source, path, 'a configuration') : null;
}

/** The licence that the card of a repository names between its two lines of dashes; null where it names none. */
export async function licenceOf(source: CheckpointSource): Promise<string | null> {
  const card = source.files.get('README.md');
  if (!card) return null;
  const text = new TextDecoder().decode(await source.read('README.md', 0, Math.min(card.bytes, 1 << 20)));
  const head = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1];
  return (head && /^license:[ \t]*(\S.*?)[ \t]*\r?$/m.exec(head)?.[1]) || null;
}

/** A checkpoint whose missing parts (folders such as `vae`, or files at the top) are those of another. */
export function completedBy(source: CheckpointSource, base: CheckpointSource): CheckpointSource {
  const top = (path: string) => path.split('/')[0];
  const own = new Set([...source.files.keys()].map(top));
  const borrowed = [...base.files].filter(([path]) => !own.has(top(path)) && top(path) !== 'README.md');
  return {
    ...source,
    files: new Map([...source.files, ...borrowed]),
    read: (path, start, length) => (source.files.has(path) ? source : base).read(path, start, length),
  };
}
