/** Every way a request can fail. The list is closed: a new failure joins one of these or adds a line here. */
export const ERROR_CODES = [
  'bad-input', // what was asked for is not a thing that can be done
  'not-found', // the photo, run, pack, file or folder is not there
  'not-an-image', // the bytes are no picture, or a broken one
  'unsupported-format', // a picture, in a format that is not read here
  'too-large', // more pixels, bytes or memory than there is room for
  'exists', // a file is in the way and was not to be overwritten
  'needs-repair', // a project whose database is missing, empty or damaged while its files are there: it is opened after a question
  'altered', // a kept file is missing or is not what it was
  'no-permission', // the operating system refused
  'no-space', // the disk is full
  'busy', // another program or computer has the project locked
  'disk-error', // the disk failed, or what lies on it is damaged
  'download-failed', // a server could not be reached, broke off, or sent something else than it should
  'bad-pack', // a model pack that does not fit its system
  'bad-result', // a model computed something unusable (NaN, infinity)
  'provider-failed', // the execution provider could not be used
  'cancelled', // a person said stop
  'interrupted', // the process that did the work ended
  'forbidden', // the request did not come from the page that was served
  'internal', // our own mistake
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What crosses every border when something fails: a code and one sentence for a person. */
export interface Failure {
  code: ErrorCode;
  message: string;
}

/** A failure that can be thrown. The message is one sentence for a person: what was expected, what was received, what to do. */
export class DepthroomError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DepthroomError';
    this.code = code;
  }
}

/** What is said of a failure that nobody foresaw. */
export const UNFORESEEN =
  'Something in Depthroom went wrong that nobody foresaw: try again, and if it stays, report it with the diagnostics ("depthroom doctor").';

/**
 * Turns whatever was thrown into a failure that may be shown. What was not written for a person (a path, a stack, a parser's list) is not
 * in it: whoever calls this for a failure that is `internal` and shown keeps what was thrown in a log.
 */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof DepthroomError) return { code: thrown.code, message: thrown.message };
  return { code: 'internal', message: UNFORESEEN };
}
