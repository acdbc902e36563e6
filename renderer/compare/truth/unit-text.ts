/** A stored unit in metres for a person: as a fraction where it is one. */
export function unitText(scale: number): string {
  const parts = 1 / scale;
  return Math.abs(parts - Math.round(parts)) < 1e-6 && parts > 1
    ? `1 / ${Math.round(parts)} m`
    : `${scale} m`;
}
