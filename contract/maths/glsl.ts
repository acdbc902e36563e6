import { DISPARITY_FLOOR } from '../alignment.ts';
import { PLANE_REACH, PLANE_SHARE } from './edge-cut.ts';
import { LEAST_INVERTED } from './transfer.ts';

/*
 * The formulas of this folder as the shaders have them (GLSL ES 3.00); test/browser/shader-maths.test.ts holds both together. `highp`
 * floats are those of a Float32Array.
 */

/** `isMissing`, MISSING (NaN) and `mapped` of mapping.ts, whose mapping is a vec4: invert first, scale, shift, invert last. */
export const MAPPING_GLSL = /* glsl */ `
// By its bits, because compilers may assume that NaN does not happen.
bool isMissing(float value) {
  return (floatBitsToUint(value) & 0x7fffffffu) >= 0x7f800000u;
}

const float MISSING = uintBitsToFloat(0x7fc00000u);
const float DISPARITY_FLOOR = ${DISPARITY_FLOOR.toExponential()};

float mapped(float value, vec4 mapping) {
  if (isMissing(value) || (mapping.x > 0.5 && value <= 0.0)) return MISSING;
  float line = mapping.y * (mapping.x > 0.5 ? 1.0 / value : value) + mapping.z;
  return mapping.w > 0.5 ? 1.0 / max(line, DISPARITY_FLOOR) : line;
}
`;

/** `metresOf`, which is `depthInMetres` of depth-in-metres.ts but for -1 instead of NaN, and a relative step of depth. Needs MAPPING_GLSL. */
export const METRIC_DEPTH_GLSL = /* glsl */ `
// kind: 0 metric, 1 affine depth, 2 affine disparity. range: smallest and largest value. planes: metres of the nearest and farthest.
float metresOf(float value, int kind, vec2 range, vec2 planes) {
  if (isMissing(value)) return -1.0;
  if (kind == 0) return value > 0.0 ? value : -1.0;
  float place = range.y > range.x ? clamp((value - range.x) / (range.y - range.x), 0.0, 1.0) : 0.0;
  if (kind == 1) return mix(planes.x, planes.y, place);
  return 1.0 / mix(1.0 / planes.y, 1.0 / planes.x, place);
}

bool isStep(float a, float b, float cut) {
  return a > 0.0 && b > 0.0 && abs(a - b) > cut * min(a, b);
}
`;

/**
 * `isCutSide`: whether the side between two depths is one of `cutSides` (contract/geometry/cut-sides.ts), with the depths PLANE_REACH pixels before and after it: -1
 * where there is none, BEYOND past the picture's border, where a plane may go on. `cut` is the smaller of the edge cut and the steep step along the side. Needs METRIC_DEPTH_GLSL.
 */
export const CUT_SIDE_GLSL = /* glsl */ `
const int PLANE_REACH = ${PLANE_REACH};
const float BEYOND = -2.0;

bool isCutSide(float before, float a, float b, float after, float cut) {
  if (!isStep(a, b, cut)) return false;
  if (before == -1.0 || after == -1.0) return true;
  float change = 1.0 / b - 1.0 / a;
  float reach = float(PLANE_REACH) * change;
  float least = ${PLANE_SHARE} * abs(reach);
  float ahead = before == BEYOND ? reach : 1.0 / a - 1.0 / before;
  float behind = after == BEYOND ? reach : 1.0 / after - 1.0 / b;
  return sign(change) * ahead < least || sign(change) * behind < least;
}
`;

/** `nearnessOf` of transfer.ts, whose scale is a vec4: near, far, exponent, whether through 1 / value. */
export const TRANSFER_GLSL = /* glsl */ `
float curved(float value, float isInverse) {
  return isInverse > 0.5 ? 1.0 / max(value, ${LEAST_INVERTED.toExponential()}) : value;
}

float nearnessOf(float value, vec4 scale) {
  float last = curved(scale.y, scale.w);
  return pow(clamp((curved(value, scale.w) - last) / (curved(scale.x, scale.w) - last), 0.0, 1.0), scale.z);
}
`;

/** Kinds of maps as `metresOf` counts them. */
export const KIND_NUMBERS = { metric: 0, 'affine-depth': 1, 'affine-disparity': 2 } as const;
