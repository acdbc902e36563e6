import { z } from 'zod';
import type { ServerNote } from './server-note.ts';

const ANSWER_MS = 3_000;

/** An address with a fresh code of the first server that still runs, on a port where one is given; null where none answers. */
export async function addressOfServer(
  notes: readonly ServerNote[],
  port: number | undefined,
): Promise<string | null> {
  for (const note of notes.filter((each) => port === undefined || each.port === port)) {
    const code = await askForCode(note);
    if (code) return `http://127.0.0.1:${note.port}/#code=${code}`;
  }
  return null;
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
