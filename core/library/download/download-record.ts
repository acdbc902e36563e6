import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Download } from '../../../contract/library.ts';
import type { Pack } from '../../../contract/pack.ts';
import { packSchema } from '../../../contract/pack.ts';
import { failureSchema, fileNameSchema } from '../../../contract/schemas.ts';
import { packFiles } from '../packs/pack-files.ts';
import { fileUrl } from './pack-url.ts';

/** A checkpoint of the hub on its way: what is fetched, and how it becomes a pack when it is there. */
const hubRecordSchema = z.object({
  endpoint: z.string(),
  id: z.string(),
  commit: z.string(),
  /** Weights under their names in the pack; `path` is that in the repository. */
  files: z.array(
    z.object({ file: fileNameSchema, path: z.string(), bytes: z.number().int(), sha256: z.string() }),
  ),
  /** How the embedding of the empty prompt is made when all is there; null where it is there already. */
  prompt: z.object({ graph: fileNameSchema, tokens: z.tuple([z.number(), z.number()]) }).nullable(),
});
export type HubRecord = z.infer<typeof hubRecordSchema>;

/** What must be known of a download to go on with it after a restart; lies in its stage, beside the pack.json it follows. */
const recordSchema = z.object({
  id: z.string(),
  url: z.string(),
  replace: z.boolean(),
  startedAt: z.string(),
  error: failureSchema.nullable(),
  /** What the server said of each unfinished file, to be asked whether it is still the same (RFC 9110, sections 8.8 and 13.1.5). */
  versions: z.record(
    z.string(),
    z.object({ etag: z.string().nullable(), lastModified: z.string().nullable() }),
  ),
  hub: hubRecordSchema.nullable().default(null),
});
export type DownloadRecord = z.infer<typeof recordSchema>;
export type FileVersion = DownloadRecord['versions'][string];

/** Names with a dot in front cannot be those of a pack's files. */
const RECORD = '.download.json';

export async function writeRecord(stage: string, record: DownloadRecord): Promise<void> {
  const path = join(stage, RECORD);
  await writeFile(`${path}.new`, JSON.stringify(record, null, 2), { flush: true });
  await rename(`${path}.new`, path);
}

/** The record and the pack of a stage; null where it holds no download that could be gone on with. */
export async function readRecord(stage: string): Promise<{ record: DownloadRecord; pack: Pack } | null> {
  try {
    return {
      record: recordSchema.parse(JSON.parse(await readFile(join(stage, RECORD), 'utf8'))),
      pack: packSchema.parse(JSON.parse(await readFile(join(stage, 'pack.json'), 'utf8'))),
    };
  } catch {
    return null;
  }
}

/** Where a file is while it is not complete and checked. */
export function partPath(stage: string, file: string): string {
  return join(stage, `.${file}.part`);
}

/** Bytes of a file, 0 where there is none. */
export async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** A file that is fetched, and from where. */
export interface FetchedFile {
  file: string;
  url: URL;
  bytes: number;
  sha256: string;
}

/** All that a download fetches: the files of a pack, or the weights of a checkpoint. */
export function fetchedFiles({ url, hub }: DownloadRecord, pack: Pack): FetchedFile[] {
  if (hub) return hub.files.map((each) => ({ ...each, url: resolveUrl(hub, each.path) }));
  return packFiles(pack).map((each) => ({ ...each, url: fileUrl(url, each.file) }));
}

/** The address of a file of a repository on the hub, at one commit. */
export function resolveUrl({ endpoint, id, commit }: Omit<HubRecord, 'files' | 'prompt'>, path: string): URL {
  const words = path.split('/').map(encodeURIComponent).join('/');
  return new URL(`${endpoint.replace(/\/+$/, '')}/${id}/resolve/${encodeURIComponent(commit)}/${words}`);
}

/** Bytes that lie in the stage, complete or not. */
export async function bytesInStage(stage: string, files: readonly FetchedFile[]): Promise<number> {
  let sum = 0;
  for (const { file, bytes } of files)
    sum += Math.min(bytes, (await sizeOf(join(stage, file))) || (await sizeOf(partPath(stage, file))));
  return sum;
}

/** The download as it is shown. */
export async function downloadRow(
  stage: string,
  { record, pack }: { record: DownloadRecord; pack: Pack },
  isRunning: boolean,
): Promise<Download> {
  const { id, url, replace, startedAt, error } = record;
  const files = fetchedFiles(record, pack);
  return {
    id,
    url,
    packId: pack.id,
    title: pack.title,
    system: pack.system,
    licence: pack.licence,
    state: isRunning ? 'running' : error ? 'failed' : 'paused',
    bytes: await bytesInStage(stage, files),
    total: files.reduce((sum, { bytes }) => sum + bytes, 0),
    replace,
    startedAt,
    error: isRunning ? null : error,
  };
}
