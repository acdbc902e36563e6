/** Everything of the comparison that asks or shows in a window of its own. */
export function CompareDialogs() {
  return null;
}
