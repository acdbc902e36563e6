/** GLSL that several shaders share: validity, alignment, nearness 0..1 of a value, colour of a nearness. */
export const NEARNESS = /* glsl */ `
uniform sampler2D depthPlane;
uniform ivec2 planeSize;
uniform vec4 shownBy;  // mapping of raw values to those that are shown: invert first, scale, shift, invert last
uniform sampler2D colourTable;
uniform vec2 span;     // value that is nearest, value that is farthest
uniform float gamma;

// By its bits, because compilers may assume that NaN does not happen.
bool isMissing(float value) {
  return (floatBitsToUint(value) & 0x7fffffffu) >= 0x7f800000u;
}

const float MISSING = uintBitsToFloat(0x7fc00000u);
const float DISPARITY_FLOOR = 1e-3;

// As compare/mapping.ts.
float mapped(float value, vec4 mapping) {
  if (isMissing(value) || (mapping.x > 0.5 && value <= 0.0)) return MISSING;
  float line = mapping.y * (mapping.x > 0.5 ? 1.0 / value : value) + mapping.z;
  return mapping.w > 0.5 ? 1.0 / max(line, DISPARITY_FLOOR) : line;
}

float readRaw(ivec2 at) {
  return texelFetch(depthPlane, clamp(at, ivec2(0), planeSize - 1), 0).r;
}

float readDepth(ivec2 at) {
  return mapped(readRaw(at), shownBy);
}

vec3 tableColour(sampler2D table, float place) {
  return texture(table, vec2((place * 255.0 + 0.5) / 256.0, 0.5)).rgb;
}

vec3 spanColour(float value, vec2 ends) {
  float nearness = clamp((value - ends.y) / (ends.x - ends.y), 0.0, 1.0);
  return tableColour(colourTable, pow(nearness, gamma));
}

vec3 depthColour(float value) {
  return spanColour(value, span);
}
`;
