import type { Connection } from '../server/events.ts';

/** In the status bar, beside what the page showed last. */
export const CONNECTION_TEXT: Readonly<Record<Exclude<Connection, 'live'>, string>> = {
  connecting: 'Connecting',
  reconnecting: 'Reconnecting to Depthroom',
  refused: 'Depthroom was started anew: run "npx depthroom open"',
  outdated: 'Depthroom was updated: load this page again',
};

/** Instead of the page, while there is nothing to show. */
export const WAITING_TEXT: Readonly<Record<Connection, string>> = {
  connecting: 'Opening the project',
  live: 'Opening the project',
  reconnecting: 'Looking for Depthroom. Is it still running?',
  refused:
    'This page has no key to the Depthroom that runs now: run "npx depthroom open", which opens it anew. An address works once, within 10 seconds.',
  outdated: 'Depthroom was updated: load this page again.',
};

/** Whether waiting alone may help. */
export function isLooking(connection: Connection): boolean {
  return connection === 'connecting' || connection === 'reconnecting';
}
