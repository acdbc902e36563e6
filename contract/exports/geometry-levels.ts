/** Fewer triangles than this show no shape. */
const FEWEST_TRIANGLES = 100;

/**
 * The most triangles of each level of detail. A quarter of the triangles has edges twice as long, which look the same from twice as far:
 * each level is to the one before what a smaller copy of a texture is to it, and all of them together add a third.
 */
export function levelBudgets(most: number, levels: number): number[] {
  return Array.from({ length: levels }, (_, level) => Math.floor(most / 4 ** level));
}

/** Why levels of these sizes cannot be, with the way out; null where they can. */
export function levelsRefusal(budgets: readonly number[]): string | null {
  const last = budgets[budgets.length - 1];
  if (budgets.length === 1 || last >= FEWEST_TRIANGLES) return null;
  return `The last of ${budgets.length} levels would have ${last} triangles, and fewer than ${FEWEST_TRIANGLES} show no shape: ask for fewer levels, or for more triangles.`;
}
