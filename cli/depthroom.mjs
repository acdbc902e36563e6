#!/usr/bin/env node
// Finds a Node that runs TypeScript (the one this project brings, or this one if it is new enough) and starts the command line.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { findNode } from './find-node.mjs';

const node = findNode();
if (node === null) process.exit(1);
// In the package that npm installs it is JavaScript already (cli/app/pack.ts).
const written = fileURLToPath(new URL('./main.ts', import.meta.url));
const main = existsSync(written) ? written : fileURLToPath(new URL('./main.js', import.meta.url));
// What was compiled once is read back: half of what a short command costs. It lies with the program, where nobody else writes.
const compiled = fileURLToPath(new URL('../node_modules/.cache/depthroom/compiled', import.meta.url));
const child = spawn(node, ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], {
  // The channel says nothing; that it closes tells the child that this process is gone, however it went.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: { NODE_COMPILE_CACHE: compiled, ...process.env, DEPTHROOM_STARTED_AS: process.argv[1] },
});
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
