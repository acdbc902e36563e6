import { DepthroomError } from '../../contract/errors.ts';
import { hubTokenSchema } from '../../contract/library.ts';
import { text } from '../language/text.ts';

/** Lives as long as the page, and nowhere else: no store, no log, no file. */
let token: string | undefined;

/** What goes with a question to the hub; undefined where the core may know better. */
export function sessionToken(): string | undefined {
  return token;
}

/**
 * Takes a token from its field, or forgets it where the field is empty. In the desktop app the system keeps it too; what is answered says
 * where it is. Throws `bad-input` for what is no token.
 */
export async function takeToken(given: string): Promise<'kept' | 'session' | 'none'> {
  const trimmed = given.trim();
  if (trimmed !== '' && !hubTokenSchema.safeParse(trimmed).success)
    throw new DepthroomError('bad-input', text('packs.tokenExpected'));
  token = trimmed === '' ? undefined : trimmed;
  const isKept = (await globalThis.window?.desktop?.keepHubToken(token ?? null)) ?? false;
  if (token === undefined) return 'none';
  return isKept ? 'kept' : 'session';
}
