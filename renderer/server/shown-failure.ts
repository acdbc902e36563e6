import { DepthroomError, type Failure, toFailure } from '../../contract/errors.ts';
import { withoutCommands } from '../../contract/words/command-words.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';

/** What is said of a thing that is named by its id alone and is not there. */
const GONE = text('server.gone');
const ID = /\s*["„]?\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b["“]?/gi;

/**
 * What a person is shown of whatever was thrown. What was not written for one is kept in the console of the page; an id says nothing to
 * anybody.
 */
export function shownFailure(thrown: unknown): Failure {
  if (!(thrown instanceof DepthroomError)) console.error(thrown);
  const { code, message: whole } = toFailure(thrown);
  // With its ids, which are values of a sentence's shape.
  const message = sentence(withoutCommands(whole));
  const plain = message.replace(ID, '');
  if (plain === message) return { code, message };
  return { code, message: code === 'not-found' ? GONE : plain };
}
