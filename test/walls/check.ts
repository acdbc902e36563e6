import { findBreaches } from './find-breaches.ts';
import { findDocuments, findLostPaths } from './find-lost-paths.ts';
import { findTexts } from './find-texts.ts';
import { findUndocumented } from './find-undocumented.ts';
import { readFiles } from './read-files.ts';
import { HOUSE } from './rooms.ts';

/** `npm run check`: says how the house stands, and fails where a wall is broken. */
const ROOT = `${import.meta.dirname}/../..`;
const FOLDERS = ['contract', 'models', 'core', 'cli', 'electron', 'renderer', 'test'];

/** Here every exported function says what it does and what it throws. */
const DOCUMENTED = ['models', 'core/geometry', 'core/compare', 'core/exports', 'core/formats', 'core/disk'];

const files = readFiles(ROOT, FOLDERS);
const { upward, mutual, cycles, size } = findBreaches(files, HOUSE);
const documented = files
  .map(({ path }) => path)
  .filter((path) => DOCUMENTED.some((folder) => path.startsWith(`${folder}/`)) && !path.endsWith('.test.ts'));
const undocumented = findUndocumented(ROOT, documented);
// The page speaks more than one language: what a person reads is in none of its parts.
const texts = files
  .filter(({ path }) => path.startsWith('renderer/'))
  .flatMap(({ path }) => findTexts(ROOT, path));
const paths = files.map(({ path }) => path);
const lost = [...paths, ...findDocuments(ROOT, [...FOLDERS, 'integration', 'resources'])].flatMap((path) =>
  findLostPaths(ROOT, path, paths),
);
console.log(
  `walls: ${files.length} files, ${HOUSE.rows.flat().length} rooms; imports upward ${upward.length}, mutual folder imports ${mutual.length}, cycles ${cycles.length}, too large ${size.length}, undocumented ${undocumented.length}, texts outside the languages ${texts.length}, paths that lead nowhere ${lost.length}`,
);
const breaches = [...upward, ...mutual, ...cycles, ...size, ...undocumented, ...texts, ...lost];
for (const breach of breaches) console.error(`  ${breach}`);
process.exitCode = breaches.length > 0 ? 1 : 0;
