#!/usr/bin/env node
// Finds a Node that runs TypeScript (the one this project brings, or this one if it is new enough) and starts the command line.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findNode } from './find-node.mjs';

const node = findNode();
if (node === null) process.exit(1);
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const { status, signal } = spawnSync(
  node,
  ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(signal ? 130 : (status ?? 1));
