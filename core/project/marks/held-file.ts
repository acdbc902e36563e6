import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

/**
 * A file that is read while SQLite has it open in this process. On POSIX systems whoever closes any descriptor of a file gives up all locks
 * that the process has on it (https://sqlite.org/howtocorrupt.html, section 2.2): there is one descriptor for each such file, and it is
 * closed when nobody holds the file any more.
 */
export interface HeldFile {
  /** Fewer bytes where the file ends before. Fails as `readSync` does. */
  read(at: number, length: number): Buffer;
  /** In bytes. */
  size(): number;
  /** To be called after every database of it was closed. */
  release(): void;
}

const held = new Map<string, { file: number; holders: number }>();

/** Holds the file that lies at a path now. Fails as `statSync` and `openSync` do. */
export function holdFile(path: string): HeldFile {
  const { dev, ino } = statSync(path, { bigint: true });
  const identity = `${dev} ${ino}`;
  const known = held.get(identity) ?? { file: openSync(path, 'r'), holders: 0 };
  held.set(identity, known);
  known.holders++;
  let isHeld = true;
  return {
    read(at, length) {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(known.file, bytes, 0, length, at));
    },
    size: () => fstatSync(known.file).size,
    release() {
      if (!isHeld) return;
      isHeld = false;
      known.holders--;
      if (known.holders > 0) return;
      held.delete(identity);
      closeSync(known.file);
    },
  };
}
