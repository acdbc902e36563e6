import { DepthroomError } from '../../contract/errors.ts';

/** A depth map that was given as a file, to be refined: where the project keeps its values, its size in pixels, and what the file was called. */
export interface PlanePrior {
  address: string;
  width: number;
  height: number;
  /** Null of those of earlier versions. */
  name: string | null;
}

/** How the option `prior` names it. */
export function planeOption({ address, width, height, name }: PlanePrior): string {
  return `plane:${address}:${width}x${height}${name === null ? '' : `:${name}`}`;
}

/** Null for an option that names something else (a run, a pack, `auto`). Throws `bad-input` where it begins so and does not go on so. */
export function planeOfOption(prior: string): PlanePrior | null {
  if (!prior.startsWith('plane:')) return null;
  const [, address, width, height, name = null] =
    /^plane:([0-9a-f]{64}):([1-9]\d*)x([1-9]\d*)(?::(.+))?$/s.exec(prior) ?? [];
  if (address) return { address, width: Number(width), height: Number(height), name };
  throw new DepthroomError(
    'bad-input',
    `Expected plane:<sha256>:<width>x<height> for a prior that was given as a file, but received "${prior}"; give the file again.`,
  );
}
