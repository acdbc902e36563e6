import { DepthroomError } from '../../contract/errors.ts';

/** Removes or stops something; what is not there any more is removed and stopped, which is no failure. Null then. */
export async function unlessGone<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof DepthroomError && thrown.code === 'not-found') return null;
    throw thrown;
  }
}
