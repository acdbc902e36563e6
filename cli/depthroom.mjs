#!/usr/bin/env node
// Starts the command line in a Node that runs TypeScript: this one where it is of the line that this project brings, else that one.
import { spawn } from 'node:child_process';
import module from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { findNode } from './find-node.mjs';

const node = findNode();
if (node === null) process.exit(1);
// What was compiled once is read back: half of what a short command costs. It lies with the program, where nobody else writes.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('../node_modules/.cache/depthroom/compiled', import.meta.url),
);
if (node === process.execPath) await startHere();
else startIn(node);

/** A second Node costs as much as a short command itself. */
async function startHere() {
  const { emitWarning } = process;
  process.emitWarning = (warning, ...rest) => {
    const [type] = rest;
    if ((type?.type ?? type) !== 'ExperimentalWarning') emitWarning.call(process, warning, ...rest);
  };
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  await import('./main.ts');
}

function startIn(node) {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // Ctrl-C reaches both processes from the terminal, a signal sent to this one only does not: it is passed on, and the child decides.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (thrown) => {
    console.error(`depthroom: could not start ${node}: ${thrown.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}
