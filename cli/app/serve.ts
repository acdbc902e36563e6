import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { DepthroomError } from '../../contract/errors.ts';
import { withCommandsAs } from '../../contract/words/command-words.ts';
import { keepFilesPrivate } from '../../core/disk/private-folder.ts';
import { dataFolder } from '../../core/project/data-folder.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';
import { programName } from '../terminal/program-name.ts';
import { generalOptions, withEngine } from '../terminal/session.ts';
import { addressOfServer } from './address-of-server.ts';
import { buildIfMissing } from './build-if-stale.ts';
import { openInBrowser } from './open-in-browser.ts';
import { readServerNotes, removeServerNote, serversFolder, writeServerNote } from './server-note.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = fileURLToPath(new URL('../../dist/renderer', import.meta.url));

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
export async function runServer(command: Command, { port, open }: ServeFlags): Promise<void> {
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new NotUnderstood(`Expected a port from 0 to 65535, but received ${port}.`);
  keepFilesPrivate();
  await buildIfMissing(ROOT);
  return withEngine(
    command,
    async (engine, stop) => {
      const { createHandler } = await import('../../core/host/http.ts');
      const { serveOnLoopback } = await import('./loopback.ts');
      const home = dataFolder();
      const served = await serveOnLoopback(createHandler(engine, PAGE), { port }).catch(async (thrown) => {
        throw (await refusalOfServed(thrown, home, port)) ?? thrown;
      });
      await writeServerNote(home, { port: served.port, openerKey: served.openerKey });
      const url = served.newAddress();
      console.log(
        generalOptions(command).json
          ? JSON.stringify({ url, port: served.port })
          : withCommandsAs(
              `Depthroom is at ${url}\nThis address works once, within 10 seconds; "depthroom open" makes another.`,
              programName(),
            ),
      );
      // A code of its own: whoever is quicker, the person or the browser, the other still gets in.
      const opening = open
        ? openInBrowser(served.newAddress(), serversFolder(home), stop).catch(cannotOpen)
        : undefined;
      await new Promise<void>((resolve) => {
        if (stop.aborted) resolve();
        stop.addEventListener('abort', () => resolve(), { once: true });
      });
      await Promise.all([opening, removeServerNote(home, served.port), served.close()]);
    },
    { isApp: true },
  );
}

/** Where what has the port is a Depthroom of the same person. */
async function refusalOfServed(thrown: unknown, home: string, port: number): Promise<Error | null> {
  if (!(thrown instanceof DepthroomError && thrown.code === 'exists')) return null;
  if ((await addressOfServer(await readServerNotes(home), port)) === null) return null;
  return new DepthroomError(
    'exists',
    `Expected port ${port} to be free, but a Depthroom that runs has it: open its page with "depthroom open --port ${port}", or choose another with --port.`,
  );
}

function cannotOpen(): void {
  const words = 'The browser could not be opened; run "depthroom open --print" and open what it says.';
  console.error(withCommandsAs(words, programName()));
}
