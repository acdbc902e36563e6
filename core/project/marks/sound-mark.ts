import { lstatSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { VERSION } from '../../../contract/version.ts';
import { keepNow, readKeptNow, withLatest } from '../../disk/kept/kept-json.ts';

/*
 * Which databases this program has read through and closed itself, on this computer, and as what files it left them: such a one need not be
 * read through again when it is opened. The marks lie with the person's data and not in the projects, which may come from anybody.
 */

const soundSchema = z.object({
  /** When the database was last read through. */
  checkedAt: z.number(),
  /** Whether every row was found readable. */
  areRowsChecked: z.boolean(),
});
export type Sound = z.infer<typeof soundSchema>;

/** Size, times and place of the file; the time of the last change of the file's facts cannot be set by who unpacks a copy. */
const markSchema = soundSchema.extend({ facts: z.string() });
const marksSchema = z.record(z.string(), markSchema);

/** Disks forget: after so long a database is read through all the same. */
const GOOD_FOR_MS = 7 * 24 * 60 * 60 * 1000;
/** So many projects are remembered. */
const MOST = 50;

export interface SoundMark {
  /** What is known of the database, if it is still as this program left it, and not too long ago; else null. */
  read(): Sound | null;
  /** Notes how the database lies there, once nobody has it open. Never throws. */
  leave(sound: Sound): void;
}

/** The mark of one project's database. Without a folder for the marks there is none. */
export function soundMark(dataFolder: string | undefined, projectFolder: string): SoundMark {
  if (dataFolder === undefined) return { read: () => null, leave: () => {} };
  const path = join(dataFolder, 'sound-projects.json');
  const database = join(resolve(projectFolder), 'project.db');
  return {
    read() {
      const mark = readKeptNow(path, marksSchema, {})[database];
      const isGood =
        mark && mark.facts === factsOf(database) && Math.abs(Date.now() - mark.checkedAt) < GOOD_FOR_MS;
      return isGood ? mark : null;
    },
    leave(sound) {
      try {
        const facts = factsOf(database);
        const marks = readKeptNow(path, marksSchema, {});
        if (facts === null) delete marks[database];
        keepNow(path, facts === null ? marks : withLatest(marks, database, { ...sound, facts }, MOST));
      } catch {
        // Then it is read through the next time.
      }
    },
  };
}

/** Null where the database is not there, or changes of it lie beside it. */
function factsOf(database: string): string | null {
  const beside = ['-wal', '-journal'].some(
    (ending) => (lstatSync(database + ending, { throwIfNoEntry: false })?.size ?? 0) > 0,
  );
  const facts = lstatSync(database, { bigint: true, throwIfNoEntry: false });
  if (beside || !facts?.isFile()) return null;
  return [VERSION, facts.dev, facts.ino, facts.size, facts.mtimeNs, facts.ctimeNs].join(' ');
}
