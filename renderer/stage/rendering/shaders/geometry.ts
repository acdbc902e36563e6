import { CUT_SIDE_GLSL, METRIC_DEPTH_GLSL } from '../../../../contract/maths/glsl.ts';
import { DEPTH_COLOUR_GLSL } from './depth-colour.ts';

const PRECISION = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;
`;

/**
 * What points and surfaces have in common: every vertex reads its depth, becomes metres (as contract/maths/depth-in-metres.ts) and is unprojected by
 * the photo's pinhole camera. Camera axes (y down, z forward) turn into the viewer's (y up, z back).
 */
const VERTEX = /* glsl */ `
${PRECISION}
${DEPTH_COLOUR_GLSL}
${METRIC_DEPTH_GLSL}
${CUT_SIDE_GLSL}
uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;
uniform sampler2D wholePlane; // the plane with the loose pieces that are left out: a cut is looked for beside them too
uniform ivec2 gridSize;
uniform int gridStep;
uniform vec4 pinhole;        // fx fy cx cy in pixels of the plane
uniform vec4 photoWindow;    // what the plane covers, in shares of the photo: left, top, width, height
uniform int kind;            // 0 metric, 1 affine depth, 2 affine disparity
uniform vec2 valueRange;     // smallest and largest value of the map
uniform vec2 statedPlanes;   // metres of the nearest and the farthest value
uniform vec2 threshold;      // relative depth step from which neighbours are not connected, along rows and columns
uniform int shading;         // 0 photo, 1 depth, 2 clay
out vec2 photoPlace;
out float light;
out float rawValue;

float metres(float value) {
  return metresOf(value, kind, valueRange, statedPlanes);
}

vec2 placeOf(ivec2 at) {
  return photoWindow.xy + (vec2(at) + 0.5) / vec2(planeSize) * photoWindow.zw;
}

// What a network saw beside the photo is nothing.
bool isInside(ivec2 at) {
  vec2 place = placeOf(at);
  return all(greaterThan(place, vec2(0.0))) && all(lessThan(place, vec2(1.0)));
}

float metresAt(ivec2 at) {
  return isInside(at) ? metres(readRaw(at)) : -1.0;
}

// The same for what may lie past the border of the plane, loose or not.
float metresAround(ivec2 at) {
  if (any(lessThan(at, ivec2(0))) || any(greaterThanEqual(at, planeSize))) return BEYOND;
  return isInside(at) ? metres(texelFetch(wholePlane, at, 0).r) : -1.0;
}

// Whether pixel at and the next one along a row (one = 1 0) or a column (0 1) are not connected.
bool isCutBetween(ivec2 at, ivec2 one, float a, float b) {
  float cut = one.x > 0 ? threshold.x : threshold.y;
  if (!isStep(a, b, cut)) return false;
  return isCutSide(metresAround(at - PLANE_REACH * one), a, b, metresAround(at + (PLANE_REACH + 1) * one), cut);
}

vec3 unprojected(ivec2 at, float depth) {
  vec3 inCamera = vec3((vec2(at) + 0.5 - pinhole.zw) / pinhole.xy, 1.0) * max(depth, 0.0);
  return vec3(inCamera.x, -inCamera.y, -inCamera.z);
}

// One grey under a lamp that stands beside the photo's camera.
float clay(ivec2 at) {
  ivec2 across = ivec2(gridStep, 0);
  ivec2 down = ivec2(0, gridStep);
  vec3 left = unprojected(at - across, metres(readRaw(at - across)));
  vec3 right = unprojected(at + across, metres(readRaw(at + across)));
  vec3 above = unprojected(at - down, metres(readRaw(at - down)));
  vec3 below = unprojected(at + down, metres(readRaw(at + down)));
  vec3 normal = normalize(cross(right - left, above - below));
  return 0.16 + 0.74 * abs(dot(normal, normalize(vec3(-0.4, 0.6, 1.0))));
}

vec4 toViewSpace(ivec2 at, float depth) {
  rawValue = readRaw(at);
  light = shading == 2 ? clay(at) : 0.0;
  photoPlace = placeOf(at);
  return modelViewMatrix * vec4(unprojected(at, depth), 1.0);
}

const vec4 OUT_OF_SIGHT = vec4(2.0, 2.0, 2.0, 1.0);
`;

/** One point for each pixel, cut as core/exports/points/point-cloud.ts does. */
export const POINTS_VERTEX = /* glsl */ `
${VERTEX}
uniform sampler2D stepPlane;  // where steps are looked for, if not on the plane itself
uniform ivec2 stepSize;
uniform vec4 stepWindow;      // where that lies, in pixels of the plane: left, top, width, height
uniform bool hasSteps;
uniform bool isClamped;       // whether values are held between those of the step plane around them
uniform float pointScale;     // device pixels for one unit of tangent, times the size that was asked for

bool isCutTo(ivec2 at, ivec2 one, float depth) {
  float before = metresAround(at - one);
  float after = metresAround(at + one);
  return (before > 0.0 && isCutBetween(at - one, one, before, depth)) || (after > 0.0 && isCutBetween(at, one, depth, after));
}

float stepRaw(ivec2 at) {
  return texelFetch(stepPlane, min(at, stepSize - 1), 0).r;
}

float stepAround(ivec2 at) {
  return all(greaterThanEqual(at, ivec2(0))) && all(lessThan(at, stepSize)) ? metres(stepRaw(at)) : BEYOND;
}

bool isCutStep(ivec2 at, ivec2 one) {
  float cut = one.x > 0 ? threshold.x : threshold.y;
  float a = stepAround(at);
  float b = stepAround(at + one);
  if (!isStep(a, b, cut)) return false;
  return isCutSide(stepAround(at - PLANE_REACH * one), a, b, stepAround(at + (PLANE_REACH + 1) * one), cut);
}

// The first of the four pixels of the step plane around one of the plane.
ivec2 cellOf(ivec2 at) {
  vec2 place = (vec2(at) + 0.5 - stepWindow.xy) * vec2(stepSize) / stepWindow.zw - 0.5;
  return clamp(ivec2(floor(place)), ivec2(0), max(stepSize - 2, ivec2(0)));
}

// As pixelsOnSteps and pixelsBesideSteps of core/geometry/edges.ts: enlarging a map spreads a step over many pixels.
bool isCut(ivec2 at, float depth) {
  ivec2 across = ivec2(1, 0);
  ivec2 down = ivec2(0, 1);
  if (!hasSteps) return isCutTo(at, across, depth) || isCutTo(at, down, depth);
  ivec2 cell = cellOf(at);
  return isCutStep(cell, across) || isCutStep(cell + down, across) || isCutStep(cell, down) || isCutStep(cell + across, down);
}

// As contract/maths/clamp-to-cells.ts: cubic enlargement swings beyond both sides of a step.
float heldRaw(ivec2 at) {
  float raw = readRaw(at);
  if (!isClamped || isMissing(raw)) return raw;
  ivec2 cell = cellOf(at);
  float low = 1e38;
  float high = -1e38;
  for (int k = 0; k < 4; k++) {
    float corner = stepRaw(cell + ivec2(k & 1, k >> 1));
    if (isMissing(corner)) continue;
    low = min(low, corner);
    high = max(high, corner);
  }
  return low <= high ? clamp(raw, low, high) : MISSING;
}

void main() {
  ivec2 at = min(ivec2(gl_VertexID % gridSize.x, gl_VertexID / gridSize.x) * gridStep, planeSize - 1);
  float depth = metresAt(at) > 0.0 ? metres(heldRaw(at)) : -1.0;
  vec4 place = toViewSpace(at, depth);
  gl_Position = depth <= 0.0 || isCut(at, depth) ? OUT_OF_SIGHT : projectionMatrix * place;
  // A point covers the patch of its pixel, whose longer side is depth / min(fx, fy) metres, seen from -place.z metres away.
  gl_PointSize = clamp(pointScale * depth * float(gridStep) / min(pinhole.x, pinhole.y) / max(-place.z, 1e-6), 1.0, 96.0);
}
`;

/** Six vertices for each cell of the grid: the triangles that core/geometry/quads.ts draws between four neighbours a b above and c d below. */
export const SURFACE_VERTEX = /* glsl */ `
${VERTEX}
bool isConnected(ivec2 at, ivec2 one, float a, float b) {
  return a > 0.0 && b > 0.0 && !isCutBetween(at, one, a, b);
}

// Where pixels are passed over, a side holds if each pixel on it is connected to the next.
bool isWhole(ivec2 from, ivec2 to, float first, float last) {
  int count = max(to.x - from.x, to.y - from.y);
  ivec2 one = to.x > from.x ? ivec2(1, 0) : ivec2(0, 1);
  if (count <= 1) return isConnected(from, one, first, last);
  float before = first;
  for (int k = 1; k <= count; k++) {
    float next = metresAt(from + one * k);
    if (!isConnected(from + one * (k - 1), one, before, next)) return false;
    before = next;
  }
  return true;
}

void main() {
  int columns = gridSize.x - 1;
  int cell = gl_VertexID / 6;
  int corner = gl_VertexID % 3;
  bool isFirst = gl_VertexID % 6 < 3;
  ivec2 at = ivec2(cell % columns, cell / columns);
  ivec2 a = min(at * gridStep, planeSize - 1);
  ivec2 d = min((at + 1) * gridStep, planeSize - 1);
  ivec2 b = ivec2(d.x, a.y);
  ivec2 c = ivec2(a.x, d.y);
  float depthA = metresAt(a);
  float depthB = metresAt(b);
  float depthC = metresAt(c);
  float depthD = metresAt(d);
  bool above = isWhole(a, b, depthA, depthB);
  bool below = isWhole(c, d, depthC, depthD);
  bool left = isWhole(a, c, depthA, depthC);
  bool right = isWhole(b, d, depthB, depthD);

  bool isQuad = above && below && left && right;
  bool hasPair = (above && left) || (below && right) || (above && right) || (below && left);
  bool isRise = (above && left) || (below && right);
  if (isQuad) isRise = abs(depthA - depthD) * depthB * depthC > abs(depthB - depthC) * depthA * depthD;
  bool isFirstAlone = isRise ? above && left : !(above && right);
  bool isDrawn = isQuad || (hasPair && isFirst == isFirstAlone);

  ivec2 here = isRise ? (isFirst ? (corner == 0 ? a : corner == 1 ? c : b) : (corner == 0 ? b : corner == 1 ? c : d))
                      : (isFirst ? (corner == 0 ? a : corner == 1 ? c : d) : (corner == 0 ? a : corner == 1 ? d : b));
  float depth = here == a ? depthA : here == b ? depthB : here == c ? depthC : depthD;
  vec4 place = toViewSpace(here, depth);
  gl_Position = isDrawn ? projectionMatrix * place : OUT_OF_SIGHT;
}
`;

export const GEOMETRY_FRAGMENT = /* glsl */ `
${PRECISION}
${DEPTH_COLOUR_GLSL}
uniform sampler2D photo;
uniform int shading;
in vec2 photoPlace;
in float light;
in float rawValue;
out vec4 colour;

void main() {
  vec3 picture = texture(photo, photoPlace).rgb;
  colour = vec4(shading == 0 ? picture : shading == 1 ? depthColour(rawValue) : vec3(light), 1.0);
}
`;
