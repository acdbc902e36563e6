import { NO_KEY, NOBODY_ANSWERS, OPEN_COMMAND, OUTDATED } from '../server/connection-sentences.ts';
import type { Connection } from '../server/events.ts';

/** Beside what the page showed last: the same that everything says which is asked for meanwhile. */
export const CONNECTION_TEXT: Readonly<Record<Exclude<Connection, 'live'>, string>> = {
  connecting: 'Connecting to Depthroom.',
  reconnecting: NOBODY_ANSWERS,
  refused: NO_KEY,
  outdated: OUTDATED,
};

/** Instead of the page, while there is nothing to show. */
export const WAITING_TEXT: Readonly<Record<Connection, string>> = {
  connecting: 'Opening the project',
  live: 'Opening the project',
  reconnecting: 'Looking for Depthroom. Is it still running?',
  refused: `This page has no key to the Depthroom that runs now: run "${OPEN_COMMAND}", which opens it anew. An address works once, within 10 seconds.`,
  outdated: OUTDATED,
};

/** Whether waiting alone may help. */
export function isLooking(connection: Connection): boolean {
  return connection === 'connecting' || connection === 'reconnecting';
}

/** What a person can do about it: copy a command, or, where there is none, load the page again. Null: wait. */
export function wayOut(connection: Connection): { label: string; command: string | null } | null {
  if (connection === 'refused') return { label: 'Copy the command', command: OPEN_COMMAND };
  return connection === 'outdated' ? { label: 'Load again', command: null } : null;
}
