import { DepthroomError } from '../../contract/errors.ts';

/** A command line that cannot be meant as it was typed, whatever the files are: the program ends with 2, as where an option is unknown. */
export class NotUnderstood extends DepthroomError {
  constructor(message: string) {
    super('bad-input', message);
    this.name = 'NotUnderstood';
  }
}
