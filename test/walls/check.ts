import { findBreaches } from './find-breaches.ts';
import { readFiles } from './read-files.ts';
import { HOUSE } from './rooms.ts';

/** `npm run check`: says how the house stands, and fails where a wall is broken. */
const FOLDERS = ['contract', 'models', 'core', 'cli', 'electron', 'renderer', 'test'];

const files = readFiles(`${import.meta.dirname}/../..`, FOLDERS);
const { upward, mutual, cycles, size } = findBreaches(files, HOUSE);
console.log(
  `walls: ${files.length} files, ${HOUSE.rows.flat().length} rooms; imports upward ${upward.length}, mutual folder imports ${mutual.length}, cycles ${cycles.length}, too large ${size.length}`,
);
for (const breach of [...upward, ...mutual, ...cycles, ...size]) console.error(`  ${breach}`);
process.exitCode = upward.length + mutual.length + cycles.length + size.length > 0 ? 1 : 0;
