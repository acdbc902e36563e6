import type { Command } from 'commander';
import { DepthroomError } from '../../contract/errors.ts';
import { dataFolder } from '../../core/project/data-folder.ts';
import { printResult } from '../terminal/session.ts';
import { addressOfServer } from './address-of-server.ts';
import { hasDisplay, openInBrowser } from './open-in-browser.ts';
import { readServerNotes, type ServerNote, serversFolder } from './server-note.ts';

export function addOpen(program: Command): void {
  const command = program
    .command('open')
    .description('opens the page of a Depthroom that runs (serve, or npm start in the browser) once more')
    .option('--port <n>', 'the one on this port; else the one that was started last', Number)
    .option('--print', 'only print the address; it works once, within 10 seconds');
  command.action(async ({ port, print }: { port?: number; print?: boolean }) => {
    const home = dataFolder();
    const url = await newAddress(await readServerNotes(home), port);
    printResult(command, { url }, url, 0);
    // Waits until the code is good for nothing any more, to clear it away.
    if (!print && hasDisplay()) await openInBrowser(url, serversFolder(home));
  });
}

/** An address of the first server that still runs. */
async function newAddress(notes: readonly ServerNote[], port: number | undefined): Promise<string> {
  const address = await addressOfServer(notes, port);
  if (address !== null) return address;
  throw new DepthroomError(
    'not-found',
    `Expected a Depthroom that runs as a server${port === undefined ? '' : ` on port ${port}`}, but there is none; start one with "depthroom serve".`,
  );
}
