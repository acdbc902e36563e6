import { DepthroomError } from '../../../contract/errors.ts';

/** Throws `bad-input` where one of the first numbers that are to be written is infinite or none: as floats they end at 3.4e38. */
export function refuseEndless(values: Float32Array, length = values.length): void {
  for (let k = 0; k < length; k++) {
    // Not zero for these alone; several times quicker than asking for each.
    if (values[k] - values[k] === 0) continue;
    throw new DepthroomError(
      'bad-input',
      'The mesh would have points at no finite place: state near and far that a file of floats can hold, or choose metres.',
    );
  }
}
