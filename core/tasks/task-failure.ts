import { type Failure, toFailure } from '../../contract/errors.ts';

/** V8's words for memory that it cannot give. */
const OUT_OF_MEMORY = /allocation failed|invalid (?:typed )?array (?:buffer )?length|invalid string length/i;

/** Why a task failed, for a person. A pack or a file that asks for more memory than there is asks for something that cannot be done. */
export function taskFailure(thrown: unknown): Failure {
  if (!(thrown instanceof RangeError) || !OUT_OF_MEMORY.test(thrown.message)) return toFailure(thrown);
  return {
    code: 'too-large',
    message:
      'Expected work that fits into memory, but it asked for more at once than this computer can give; choose a smaller size, or another model pack.',
  };
}
