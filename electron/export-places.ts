import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { BrowserWindow, NativeImage, WebContents } from 'electron';
import { z } from 'zod';
import { isPlainFileName } from '../contract/calls/stored.ts';
import type { Place } from '../contract/desktop.ts';
import { DepthroomError } from '../contract/errors.ts';
import { personUmask } from '../core/disk/private-folder.ts';
import { systemFailure } from '../core/disk/system-failure.ts';
import { writeFile } from '../core/disk/write-file.ts';
import type { Engine } from '../core/host/engine.ts';
import type { ElectronParts } from './parts.ts';

type Chosen = { file: string } | { folder: string };
type Parts = Pick<ElectronParts, 'app' | 'dialog' | 'nativeImage' | 'shell'>;

const savingSchema = z.object({ placeId: z.string(), exportId: z.string() });

/** Where exports go that leave the project: the system's dialog is asked once, the page is told of no path. */
export interface ExportPlaces {
  choose(window: BrowserWindow, fileName: unknown): Promise<Place | null>;
  /** Copies a finished export to a chosen place. Throws `not-found` where either is gone, and what `writeFile` throws. */
  save(saving: unknown): Promise<string>;
  /** Shows a finished export in the file manager. Throws `not-found`. */
  show(exportId: unknown): Promise<null>;
  /** Begins to drag a finished export. Throws `not-found`. */
  drag(contents: Pick<WebContents, 'startDrag'>, exportId: unknown): Promise<null>;
}

export function createExportPlaces({ app, dialog, nativeImage, shell }: Parts, engine: Engine): ExportPlaces {
  const places = new Map<string, Chosen>();
  /** Where exports were saved, by their id: there a person looks for them. */
  const saved = new Map<string, string>();
  let lastFolder: string | null = null;

  function note(chosen: Chosen): Place {
    const id = randomUUID();
    places.set(id, chosen);
    lastFolder = 'file' in chosen ? dirname(chosen.file) : chosen.folder;
    return { id, name: basename(lastFolder) || lastFolder };
  }

  async function kept(exportId: unknown): Promise<{ path: string; fileName: string }> {
    const found =
      typeof exportId === 'string' && exportId !== '' ? await engine.local('findExport', { exportId }) : null;
    if (found) return found;
    throw new DepthroomError('not-found', 'This export is not there any more: export it once more.');
  }

  const pathToShow = async (exportId: unknown) => {
    const path = saved.get(String(exportId));
    return path !== undefined && existsSync(path) ? path : (await kept(exportId)).path;
  };

  return {
    async choose(window, fileName) {
      const folder = lastFolder ?? app.getPath('downloads');
      if (fileName === null) {
        const { filePaths } = await dialog.showOpenDialog(window, {
          defaultPath: folder,
          properties: ['openDirectory', 'createDirectory'],
        });
        return filePaths[0] ? note({ folder: filePaths[0] }) : null;
      }
      if (typeof fileName !== 'string' || !isPlainFileName(fileName))
        throw new DepthroomError('bad-input', 'Expected the name of a file for the export, and no path.');
      const extension = extname(fileName).slice(1);
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        defaultPath: join(folder, fileName),
        filters: extension ? [{ name: extension.toUpperCase(), extensions: [extension] }] : [],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      return canceled || !filePath ? null : note({ file: filePath });
    },

    async save(saving) {
      const { placeId, exportId } = savingSchema.parse(saving);
      const place = places.get(placeId);
      if (!place)
        throw new DepthroomError('not-found', 'Where this export is to go was not chosen: export it again.');
      const { path, fileName } = await kept(exportId);
      // The dialog asked whether a file may be replaced; in a folder nobody was asked, and nothing is.
      const to = 'file' in place ? place.file : null;
      if (to !== null) await copyTo(path, to, true);
      const written = to ?? (await copyUnderFreeName(path, (place as { folder: string }).folder, fileName));
      saved.set(exportId, written);
      return basename(written);
    },

    async show(exportId) {
      shell.showItemInFolder(await pathToShow(exportId));
      return null;
    },

    async drag(contents, exportId) {
      const { path } = await kept(exportId);
      const icon = await app.getFileIcon(path, { size: 'normal' }).catch(() => null);
      contents.startDrag({ file: path, icon: icon && !icon.isEmpty() ? icon : plainIcon(nativeImage) });
      return null;
    },
  };
}

/** Copies for the person who asked: with the mode that files of theirs have, whole or not at all. */
async function copyTo(from: string, to: string, overwrite: boolean): Promise<void> {
  await writeFile(to, { overwrite, umask: personUmask() }, async (sink) => {
    const pieces = createReadStream(from, { highWaterMark: 1 << 20 });
    try {
      for await (const piece of pieces) await sink(piece as Buffer);
    } catch (thrown) {
      if (thrown instanceof DepthroomError) throw thrown;
      throw systemFailure(thrown, `read ${basename(from)}`);
    }
  });
}

/** Two photos may have one name, and the folder may hold one: then a number stands before the extension. */
async function copyUnderFreeName(from: string, folder: string, fileName: string): Promise<string> {
  const extension = extname(fileName);
  const stem = fileName.slice(0, fileName.length - extension.length);
  for (let count = 1; ; count++) {
    const to = join(folder, count === 1 ? fileName : `${stem} (${count})${extension}`);
    try {
      await copyTo(from, to, false);
      return to;
    } catch (thrown) {
      if (!(thrown instanceof DepthroomError && thrown.code === 'exists') || count === 1000) throw thrown;
    }
  }
}

/** Where the system has no picture of a kind of file: macOS drags nothing without one. */
function plainIcon(nativeImage: Parts['nativeImage']): NativeImage {
  const side = 32;
  return nativeImage.createFromBitmap(Buffer.alloc(4 * side * side, 0xa0), { width: side, height: side });
}
