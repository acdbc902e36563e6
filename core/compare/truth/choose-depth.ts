/** What people call the depth among several arrays, best first. */
const DEPTH_NAMES = [/^depth$/i, /depth/i, /^(gt|z)$/i, /disp/i, /^arr_0$/];

/** Of named arrays the one whose name says depth most, else the first. */
export function chooseDepth<Plane extends { name: string }>(planes: readonly Plane[]): Plane | undefined {
  const rank = ({ name }: Plane) => {
    const last = name.split('/').at(-1) ?? name;
    const at = DEPTH_NAMES.findIndex((pattern) => pattern.test(last));
    return at < 0 ? DEPTH_NAMES.length : at;
  };
  return [...planes].sort((a, b) => rank(a) - rank(b))[0];
}
