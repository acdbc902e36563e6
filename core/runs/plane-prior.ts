import { DepthroomError } from '../../contract/errors.ts';

/** A depth map that was given as a file, to be refined: where the project keeps its values, and its size in pixels. */
export interface PlanePrior {
  address: string;
  width: number;
  height: number;
}

/** How the option `prior` names it. */
export function planeOption({ address, width, height }: PlanePrior): string {
  return `plane:${address}:${width}x${height}`;
}

/** Null for an option that names something else (a run, a pack, `auto`). Throws `bad-input` where it begins so and does not go on so. */
export function planeOfOption(prior: string): PlanePrior | null {
  if (!prior.startsWith('plane:')) return null;
  const [, address, width, height] = /^plane:([0-9a-f]{64}):([1-9]\d*)x([1-9]\d*)$/.exec(prior) ?? [];
  if (address) return { address, width: Number(width), height: Number(height) };
  throw new DepthroomError(
    'bad-input',
    `Expected plane:<sha256>:<width>x<height> for a prior that was given as a file, but received "${prior}"; give the file again.`,
  );
}
