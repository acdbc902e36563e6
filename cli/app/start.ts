import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { watchPage } from './build.ts';
import { buildIfStale } from './build-if-stale.ts';
import { findElectron } from './find-electron.ts';
import { runServer } from './serve.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export function addStart(program: Command): void {
  const command = program
    .command('start')
    .description('the app in its window, or in your browser where there can be none (npm start)')
    .option('--browser', 'the browser even where a window could be opened')
    .option('--port <n>', 'port for the browser; 0 takes a free one', Number, 0)
    .option('--dev', 'build the page anew whenever its files change, and serve it');
  command.action(async ({ browser, port, dev }: { browser?: boolean; port: number; dev?: boolean }) => {
    await buildIfStale(ROOT);
    const electron = browser || dev ? { why: 'as you asked' } : await findElectron(ROOT);
    if ('path' in electron) return openWindow(electron.path);
    console.log(`Depthroom opens in your browser: ${electron.why}.`);
    if (dev) await watchPage();
    await runServer(command, { port, open: true });
  });
}

/** Hands over to Electron and ends with it. */
function openWindow(path: string): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(path, [ROOT], { stdio: 'inherit' });
    child.on('exit', (code) => {
      process.exitCode = code ?? 1;
      resolve();
    });
  });
}
