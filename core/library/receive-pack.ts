import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DepthroomError } from '../../contract/errors.ts';
import { fileNameSchema } from '../../contract/schemas.ts';
import { requireSpace } from '../disk/disk-space.ts';
import { makeFolders } from '../disk/make-folder.ts';
import { systemFailure } from '../disk/system-failure.ts';
import type { LibraryHost } from './packs/host.ts';
import { verifyPack } from './packs/pack-files.ts';
import { type InstalledPack, readPack } from './packs/packs.ts';
import { placePack, refuseTaken } from './packs/place-pack.ts';
import { kindOfFolder, refuseWhatIsNoPack } from './packs/recognise-weights.ts';
import { openStage, type Stage } from './packs/staging.ts';

/** Folders of a checkpoint, whose files come with them: unet/config.json. */
const PART = /^(unet|vae|text_encoder|tokenizer|scheduler)\/([^/]+)$/;

interface Upload {
  stage: Stage;
  /** What the folder is called that the files are of. */
  name: string | undefined;
  /** What was announced, and so what may come. */
  bytes: number;
  received: Map<string, number>;
}

/** Packs and checkpoints that come file by file from a page, which may not name folders of the disk. */
export interface PackUploads {
  start(bytes: number, name?: string): Promise<string>;
  receive(uploadId: string, name: string, body: AsyncIterable<Uint8Array>): Promise<void>;
  /** Checks every file and installs. Where the id is taken, the upload stays, and can be finished with `replace`. */
  finish(uploadId: string, replace: boolean, signal: AbortSignal): Promise<InstalledPack>;
  /** The one bare graph that has come, and what it is called. Throws `bad-pack` where there is none, or another. */
  graphOf(uploadId: string): Promise<{ path: string; name: string | undefined }>;
  cancel(uploadId: string): Promise<void>;
  isEmpty(): boolean;
  close(): Promise<void>;
}

export function createPackUploads(host: LibraryHost): PackUploads {
  const uploads = new Map<string, Upload>();

  function get(uploadId: string): Upload {
    const upload = uploads.get(uploadId);
    if (!upload)
      throw new DepthroomError(
        'not-found',
        'This upload is not known (any more); start to add the pack again.',
      );
    return upload;
  }

  async function cancel(uploadId: string): Promise<void> {
    const upload = get(uploadId);
    uploads.delete(uploadId);
    await upload.stage.discard();
  }

  return {
    async start(bytes, name) {
      const folder = await host.usableFolder();
      await requireSpace(folder, bytes, host.ports.freeBytes);
      const uploadId = randomUUID();
      const stage = await openStage(folder, 'upload', uploadId);
      uploads.set(uploadId, { stage, name, bytes, received: new Map() });
      return uploadId;
    },

    async receive(uploadId, name, body) {
      const upload = get(uploadId);
      const parsed = fileNameSchema.safeParse(PART.exec(name)?.[2] ?? name);
      if (!parsed.success)
        throw new DepthroomError(
          'bad-input',
          `Expected ${parsed.error.issues[0].message} as ?file=, but received "${name.slice(0, 100)}".`,
        );
      const { received } = upload;
      const path = join(upload.stage.folder, name);
      await makeFolders(dirname(path));
      received.set(name, 0);
      await pipeline(
        body,
        async function* (pieces: AsyncIterable<Uint8Array>) {
          for await (const piece of pieces) {
            received.set(name, (received.get(name) ?? 0) + piece.length);
            if ([...received.values()].reduce((sum, bytes) => sum + bytes, 0) > upload.bytes)
              throw new DepthroomError(
                'too-large',
                `Expected ${upload.bytes} bytes in all, as was announced, but received more with ${name}.`,
              );
            yield piece;
          }
        },
        createWriteStream(path, { flush: true }),
      ).catch((thrown) => {
        received.delete(name);
        throw systemFailure(thrown, `receive ${name}`);
      });
    },

    async finish(uploadId, replace, signal) {
      const { stage, name, received } = get(uploadId);
      let isKept = false;
      const keepIfTaken = (thrown: unknown) => {
        isKept = thrown instanceof DepthroomError && thrown.code === 'exists' && !replace;
        throw thrown;
      };
      try {
        // A file of weights that came alone is known by its tensors.
        const [first, ...others] = received.keys();
        const only = others.length === 0 && /\.safetensors$/i.test(first ?? '') ? first : undefined;
        if (only || kindOfFolder(await readdir(stage.folder)) === 'checkpoint') {
          const { addCheckpoint } = await import('./add-checkpoint.ts');
          return await addCheckpoint(
            host,
            { folder: stage.folder, only, name: name ?? 'checkpoint', replace },
            signal,
          ).catch(keepIfTaken);
        }
        await refuseWhatIsNoPack(stage.folder, 'The folder');
        const { pack } = await readPack(stage.folder);
        await refuseTaken(host, pack.id, replace).catch(keepIfTaken);
        await verifyPack({ pack, folder: stage.folder });
        return await placePack(host, stage.folder, replace);
      } finally {
        // Called off meanwhile, it is gone already.
        if (!isKept && uploads.has(uploadId)) await cancel(uploadId);
      }
    },

    graphOf: async (uploadId) => graphOf(get(uploadId)),
    cancel,
    isEmpty: () => uploads.size === 0,
    async close() {
      for (const id of [...uploads.keys()]) await cancel(id);
    },
  };
}

function graphOf({ stage, name, received }: Upload): { path: string; name: string | undefined } {
  const graphs = [...received.keys()].filter((file) => /^[^/]*\.onnx$/i.test(file));
  if (graphs.length !== 1)
    throw new DepthroomError(
      'bad-pack',
      `Expected one ONNX graph (.onnx), but received ${graphs.join(', ') || 'none'}; take one at a time.`,
    );
  return { path: join(stage.folder, graphs[0]), name: name && `${name}.onnx` };
}
