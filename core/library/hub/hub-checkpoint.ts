import { createHash } from 'node:crypto';
import { DepthroomError } from '../../../contract/errors.ts';
import { hashBytes } from '../../disk/hash-file.ts';
import type { CheckpointSource, SourceFile } from '../bind/checkpoint-source.ts';
import { resolveUrl } from '../download/download-record.ts';
import { askHub, type HubAccess } from './ask-hub.ts';
import { type HubFile, listRepository } from './list-repository.ts';

/**
 * A checkpoint on the hub. Only what is asked for is read: configurations whole, compared with what the hub states of them, and of weights
 * their headers, by range.
 */
export async function openHubCheckpoint(
  access: HubAccess,
  revision: string,
  published: CheckpointSource['published'],
): Promise<CheckpointSource & { hub: { id: string; commit: string } }> {
  const { commit, files } = await listRepository(access, revision);
  const hub = { id: access.id, commit };
  const whole = new Map<string, Uint8Array>();
  const url = (path: string) => resolveUrl({ ...hub, endpoint: access.endpoint }, path);
  return {
    name: access.id,
    hub,
    published,
    files: new Map<string, SourceFile>(files),
    async read(path, start, length) {
      const file = files.get(path);
      if (!file) throw new DepthroomError('internal', `Expected ${path} in ${access.id}.`);
      // Readers of formats ask for what a file claims; nobody answers that there is nothing.
      if (length === 0) return new Uint8Array();
      if (path.endsWith('.safetensors'))
        return (await askHub(access, url(path), { start, length, most: length })).bytes;
      const known = whole.get(path) ?? (await askHub(access, url(path), { most: file.bytes })).bytes;
      if (!whole.has(path)) refuseChanged(access.id, path, known, file);
      whole.set(path, known);
      return known.subarray(start, start + length);
    },
  };
}

function refuseChanged(id: string, path: string, bytes: Uint8Array, { sha256, gitSha1 }: HubFile): void {
  const isRight = sha256
    ? hashBytes(bytes) === sha256
    : createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === gitSha1;
  if (isRight) return;
  throw new DepthroomError(
    'download-failed',
    `Expected ${path} of ${id} as the hub lists it, but received other bytes; try again, or take another address of the hub.`,
  );
}
