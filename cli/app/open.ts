import type { Command } from 'commander';
import { z } from 'zod';
import { DepthroomError } from '../../contract/errors.ts';
import { dataFolder } from '../../core/project/data-folder.ts';
import { printResult } from '../terminal/session.ts';
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

const ANSWER_MS = 3_000;

/** An address with a fresh code of the first server that still runs. */
async function newAddress(notes: readonly ServerNote[], port: number | undefined): Promise<string> {
  for (const note of notes.filter((each) => port === undefined || each.port === port)) {
    const code = await askForCode(note);
    if (code) return `http://127.0.0.1:${note.port}/#code=${code}`;
  }
  throw new DepthroomError(
    'not-found',
    `Expected a Depthroom that runs as a server${port === undefined ? '' : ` on port ${port}`}, but there is none; start one with "depthroom serve".`,
  );
}

/** Null where nobody answers, or somebody else. */
async function askForCode({ port, openerKey }: ServerNote): Promise<string | null> {
  const answer = z.object({ code: z.string().regex(/^[\w-]+$/) });
  try {
    const response = await fetch(`http://127.0.0.1:${port}/code`, {
      method: 'POST',
      headers: { authorization: `Bearer ${openerKey}` },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return answer.parse(await response.json()).code;
  } catch {
    return null;
  }
}
