import { type DiskPort, REAL_DISK, type WrittenFile } from '../../core/disk/disk-port.ts';

/** What was asked of the disk, in order; files by their number. `rows`: from here on rows speak of these files, by sha256. */
export type DiskOperation =
  | { does: 'make-folder'; path: string }
  | { does: 'create'; path: string; file: number }
  | { does: 'write'; file: number; position: number; bytes: Buffer }
  | { does: 'sync'; file: number }
  | { does: 'rename'; from: string; to: string }
  | { does: 'link'; from: string; to: string }
  | { does: 'remove'; path: string }
  | { does: 'sync-folder'; path: string }
  | { does: 'rows'; wanted: ReadonlyMap<string, string> };

export interface RecordedDisk {
  disk: DiskPort;
  operations: DiskOperation[];
}

/** The real disk, and a list of what it was asked for. */
export function recordDisk(): RecordedDisk {
  const operations: DiskOperation[] = [];
  /** Which file has which name now. */
  const names = new Map<string, number>();
  const lengths: number[] = [];
  const note = (operation: DiskOperation) => void operations.push(operation);

  function renamed(from: string, to: string): void {
    note({ does: 'rename', from, to });
    const file = names.get(from);
    names.delete(from);
    if (file !== undefined) names.set(to, file);
  }

  const watched = (real: WrittenFile, file: number): WrittenFile => ({
    async write(bytes, offset, length, position) {
      const done = await real.write(bytes, offset, length, position);
      const at = position ?? lengths[file];
      if (position === null) lengths[file] += done.bytesWritten;
      const written = Buffer.from(bytes.slice(offset, offset + done.bytesWritten));
      note({ does: 'write', file, position: at, bytes: written });
      return done;
    },
    async sync() {
      await real.sync();
      note({ does: 'sync', file });
    },
    close: () => real.close(),
  });

  return {
    operations,
    disk: {
      async makeFolder(path) {
        const made = await REAL_DISK.makeFolder(path);
        if (made !== undefined) note({ does: 'make-folder', path });
        return made;
      },
      async open(path, flags) {
        const real = await REAL_DISK.open(path, flags);
        const known = names.get(path);
        if (flags === 'r+' && known !== undefined) return watched(real, known);
        const file = lengths.push(0) - 1;
        names.set(path, file);
        note({ does: 'create', path, file });
        return watched(real, file);
      },
      async rename(from, to) {
        await REAL_DISK.rename(from, to);
        renamed(from, to);
      },
      renameNow(from, to) {
        REAL_DISK.renameNow(from, to);
        renamed(from, to);
      },
      async link(from, to) {
        await REAL_DISK.link(from, to);
        note({ does: 'link', from, to });
        const file = names.get(from);
        if (file !== undefined) names.set(to, file);
      },
      async remove(path) {
        await REAL_DISK.remove(path);
        if (names.delete(path)) note({ does: 'remove', path });
      },
      async syncFolder(path) {
        await REAL_DISK.syncFolder(path);
        note({ does: 'sync-folder', path });
      },
      syncFolderNow(path) {
        REAL_DISK.syncFolderNow(path);
        note({ does: 'sync-folder', path });
      },
    },
  };
}
