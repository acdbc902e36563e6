export function MeasurePanel() {
  return null;
}
