#!/usr/bin/env node
// Starts the command line in a Node that runs TypeScript: this one where it is of the line that this project brings, else that one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { findNode } from './find-node.mjs';

const node = findNode();
if (node === null) process.exit(1);
// What was compiled once is read back: half of what a short command costs. It lies with the program, where nobody else writes.
// Empty is not named: Node's own function would take it for the folder that a person is in.
process.env.NODE_COMPILE_CACHE ||= fileURLToPath(
  new URL('../node_modules/.cache/depthroom/compiled', import.meta.url),
);
process.env.DEPTHROOM_STARTED_AS = process.argv[1];
// In the package that npm installs it is JavaScript already (cli/app/pack.ts).
const written = new URL('./main.ts', import.meta.url);
const main = existsSync(written) ? written : new URL('./main.js', import.meta.url);
const LEAN_LOADER = new URL('../core/worker/lean/lean-loader.mjs', import.meta.url).href;
if (node === process.execPath) await startHere();
else startIn(node);

/** A second Node costs as much as a short command itself. */
async function startHere() {
  const { emitWarning } = process;
  process.emitWarning = (warning, ...rest) => {
    const [type] = rest;
    if ((type?.type ?? type) !== 'ExperimentalWarning') emitWarning.call(process, warning, ...rest);
  };
  if (!['--version', '-V'].includes(process.argv[2])) await growInOneStep();
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  await import(LEAN_LOADER);
  await import(main.href);
}

/** What is made while files are read outlives it: it would be copied at each of the small steps in which the heap for new objects grows. */
async function growInOneStep() {
  // Node's own files come compiled, for the flags that it was built with: those that nearly every command reads are read before.
  for (const name of ['crypto', 'fs/promises', 'stream/promises', 'timers/promises', 'util'])
    await import(`node:${name}`);
  setFlagsFromString('--semi-space-growth-factor=16');
}

function startIn(node) {
  const options = [
    '--disable-warning=ExperimentalWarning',
    '--min-semi-space-size=16',
    '--import',
    LEAN_LOADER,
  ];
  const args = [...options, fileURLToPath(main), ...process.argv.slice(2)];
  // The channel says nothing; that it closes tells the child that this process is gone, however it went.
  const child = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  // Ctrl-C reaches both processes from the terminal, a signal sent to this one only does not: it is passed on, and the child, which takes two
  // for one, decides. On Windows the console tells both, and passing it on would end the child where it is.
  const passedOn = process.platform === 'win32' ? ['SIGTERM', 'SIGHUP'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => passedOn.includes(signal) && child.kill(signal));
  child.on('error', (thrown) => {
    console.error(
      `depthroom: Expected to start ${node}, but the system refused it (${thrown.code}); close other programs, or install Depthroom again.`,
    );
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}
