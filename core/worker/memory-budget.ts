import { totalmem } from 'node:os';
import { DepthroomError } from '../../contract/errors.ts';

/** Share of the machine's memory that opened graphs may take together. */
const SHARE = 0.4;

/**
 * How much memory opened graphs may take, in bytes: while the weights of a pack take less than half of it, its graphs stay open from
 * one photo to the next; otherwise each is closed as soon as the run is done with it. `DEPTHROOM_MEMORY_GB` states another budget.
 */
export function memoryBudget(
  environment: NodeJS.ProcessEnv = process.env,
  total: number = totalmem(),
): number {
  const stated = environment.DEPTHROOM_MEMORY_GB;
  if (stated === undefined || stated === '') return Math.round(total * SHARE);
  const gigabytes = Number(stated);
  if (!(gigabytes > 0)) {
    throw new DepthroomError(
      'bad-input',
      `Expected DEPTHROOM_MEMORY_GB to be a number of gigabytes above 0, but received "${stated}".`,
    );
  }
  return Math.round(gigabytes * 1e9);
}
