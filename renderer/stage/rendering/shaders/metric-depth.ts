/** GLSL that turns shown values into metres (as view/maths/metric-scale.ts) and tells steps of depth. */
export const METRIC_DEPTH_GLSL = /* glsl */ `
// kind: 0 metric, 1 affine depth, 2 affine disparity. range: smallest and largest value. planes: metres of the nearest and farthest.
float metresOf(float value, int kind, vec2 range, vec2 planes) {
  if (isMissing(value)) return -1.0;
  if (kind == 0) return value > 0.0 ? value : -1.0;
  float place = clamp((value - range.x) / max(range.y - range.x, 1e-30), 0.0, 1.0);
  if (kind == 1) return mix(planes.x, planes.y, place);
  return 1.0 / mix(1.0 / planes.y, 1.0 / planes.x, place);
}

bool isStep(float a, float b, float cut) {
  return a > 0.0 && b > 0.0 && abs(a - b) > cut * min(a, b);
}
`;
