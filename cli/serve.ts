import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { DepthroomError } from '../contract/errors.ts';
import { createHandler } from '../core/host/http.ts';
import { serveOnLoopback } from './loopback.ts';
import { openInBrowser } from './open-in-browser.ts';
import { generalOptions, withEngine } from './session.ts';

const PAGE = fileURLToPath(new URL('../dist/renderer', import.meta.url));

export function addServe(program: Command): void {
  const command = program
    .command('serve')
    .description('the app in your browser; only this computer can reach it')
    .option('--port <n>', 'port; 0 takes a free one', Number, 0)
    .option('--open', 'open the browser too');
  command.action((flags: ServeFlags) => runServer(command, flags));
}

export interface ServeFlags {
  port: number;
  open?: boolean;
}

/** Serves until Ctrl-C. */
export function runServer(command: Command, { port, open }: ServeFlags): Promise<void> {
  return withEngine(command, async (engine, stop) => {
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      throw new DepthroomError('bad-input', `Expected a port from 0 to 65535, but received ${port}.`);
    }
    const served = await serveOnLoopback(createHandler(engine, PAGE), { port });
    console.log(
      generalOptions(command).json
        ? JSON.stringify({ url: served.url, port: served.port })
        : `Depthroom is at ${served.url}`,
    );
    if (open) openInBrowser(served.url);
    await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
    await served.close();
  });
}
