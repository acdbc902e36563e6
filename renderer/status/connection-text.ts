import { text } from '../language/text.ts';
import { NO_KEY, NOBODY_ANSWERS, OPEN_COMMAND, OUTDATED } from '../server/connection-sentences.ts';
import type { Connection } from '../server/events.ts';

/** Beside what the page showed last: the same that everything says which is asked for meanwhile. */
export const CONNECTION_TEXT: Readonly<Record<Exclude<Connection, 'live'>, string>> = {
  connecting: text('status.connecting'),
  reconnecting: NOBODY_ANSWERS,
  refused: NO_KEY,
  outdated: OUTDATED,
};

/** Instead of the page, while there is nothing to show. */
export const WAITING_TEXT: Readonly<Record<Connection, string>> = {
  connecting: text('status.openingProject'),
  live: text('status.openingProject'),
  reconnecting: text('status.lookingForDepthroom'),
  refused: text('status.noKeyYet', { command: OPEN_COMMAND }),
  outdated: OUTDATED,
};

/** Whether waiting alone may help. */
export function isLooking(connection: Connection): boolean {
  return connection === 'connecting' || connection === 'reconnecting';
}

/** What a person can do about it: copy a command, or, where there is none, load the page again. Null: wait. */
export function wayOut(connection: Connection): { label: string; command: string | null } | null {
  if (connection === 'refused') return { label: text('status.copyCommand'), command: OPEN_COMMAND };
  return connection === 'outdated' ? { label: text('status.loadAgain'), command: null } : null;
}
