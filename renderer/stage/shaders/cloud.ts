import { METRES } from './metres.ts';
import { NEARNESS } from './nearness.ts';

const PRECISION = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;
`;

/**
 * Points and surfaces, made where they are drawn: every vertex reads its depth, becomes metres (as stage/metres.ts) and
 * is unprojected by the photo's pinhole camera. Camera axes (y down, z forward) turn into the viewer's (y up, z back).
 */
export const CLOUD_VERTEX = /* glsl */ `
${PRECISION}
${NEARNESS}
${METRES}
uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;
uniform ivec2 gridSize;
uniform int gridStep;
uniform vec4 pinhole;        // fx fy cx cy in pixels of the plane
uniform int kind;            // 0 metric, 1 affine depth, 2 affine disparity
uniform vec2 valueRange;     // smallest and largest value of the map, as shown
uniform vec2 statedPlanes;   // metres of the nearest and the farthest value
uniform float edgeCut;
uniform int modelReach;      // pixels of the plane for one pixel of the model
uniform float pointScale;    // device pixels for one unit of tangent, times the size that was asked for
uniform int paint;           // 0 photo, 1 depth, 2 clay
out vec2 photoPlace;
out float light;
out float rawValue;
out float isCut;

float metres(float value) {
  return metresOf(value, kind, valueRange, statedPlanes);
}

// A step is measured between neighbours of the model's own map, as the exports do: enlarging it spreads a step over many pixels.
bool isBesideStep(ivec2 at, float depth) {
  int reach = max(gridStep, (modelReach + 1) / 2);
  ivec2 across = ivec2(reach, 0);
  ivec2 down = ivec2(0, reach);
  float left = metres(readDepth(at - across));
  float right = metres(readDepth(at + across));
  float above = metres(readDepth(at - down));
  float below = metres(readDepth(at + down));
  if (modelReach > 1) return isStep(left, right, edgeCut) || isStep(above, below, edgeCut);
  return isStep(left, depth, edgeCut) || isStep(right, depth, edgeCut) || isStep(above, depth, edgeCut) || isStep(below, depth, edgeCut);
}

vec3 unprojected(ivec2 at, float depth) {
  vec3 inCamera = vec3((vec2(at) + 0.5 - pinhole.zw) / pinhole.xy, 1.0) * max(depth, 0.0);
  return vec3(inCamera.x, -inCamera.y, -inCamera.z);
}

// One grey under a lamp that stands beside the photo's camera.
float clay(ivec2 at) {
  ivec2 across = ivec2(gridStep, 0);
  ivec2 down = ivec2(0, gridStep);
  vec3 left = unprojected(at - across, metres(readDepth(at - across)));
  vec3 right = unprojected(at + across, metres(readDepth(at + across)));
  vec3 above = unprojected(at - down, metres(readDepth(at - down)));
  vec3 below = unprojected(at + down, metres(readDepth(at + down)));
  vec3 normal = normalize(cross(right - left, above - below));
  return 0.16 + 0.74 * abs(dot(normal, normalize(vec3(-0.4, 0.6, 1.0))));
}

void main() {
  ivec2 at = min(ivec2(gl_VertexID % gridSize.x, gl_VertexID / gridSize.x) * gridStep, planeSize - 1);
  rawValue = readDepth(at);
  float depth = metres(rawValue);
  isCut = depth <= 0.0 || (edgeCut > 0.0 && isBesideStep(at, depth)) ? 1.0 : 0.0;
  light = paint == 2 ? clay(at) : 0.0;
  photoPlace = (vec2(at) + 0.5) / vec2(planeSize);
  vec4 place = modelViewMatrix * vec4(unprojected(at, depth), 1.0);
  gl_Position = projectionMatrix * place;
  // A point covers the patch of its pixel: depth / fx metres wide, seen from -place.z metres away.
  gl_PointSize = clamp(pointScale * depth * float(gridStep) / pinhole.x / max(-place.z, 1e-6), 1.0, 96.0);
}
`;

export const CLOUD_FRAGMENT = /* glsl */ `
${PRECISION}
${NEARNESS}
uniform sampler2D photo;
uniform int paint;
in vec2 photoPlace;
in float light;
in float rawValue;
in float isCut;
out vec4 colour;

void main() {
  vec3 picture = texture(photo, photoPlace).rgb;
  // A triangle goes whole when one of its corners is cut.
  if (isCut > 0.0) discard;
  colour = vec4(paint == 0 ? picture : paint == 1 ? depthColour(rawValue) : vec3(light), 1.0);
}
`;
