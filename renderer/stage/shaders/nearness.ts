/** GLSL that several shaders share: validity, nearness 0..1 of a value, colour of a nearness. */
export const NEARNESS = /* glsl */ `
uniform sampler2D depthPlane;
uniform ivec2 planeSize;
uniform sampler2D colourTable;
uniform vec2 span;   // value that is nearest, value that is farthest
uniform float gamma;

// By its bits, because compilers may assume that NaN does not happen.
bool isMissing(float value) {
  return (floatBitsToUint(value) & 0x7fffffffu) >= 0x7f800000u;
}

float readDepth(ivec2 at) {
  return texelFetch(depthPlane, clamp(at, ivec2(0), planeSize - 1), 0).r;
}

vec3 depthColour(float value) {
  float nearness = clamp((value - span.y) / (span.x - span.y), 0.0, 1.0);
  float place = pow(nearness, gamma);
  return texture(colourTable, vec2((place * 255.0 + 0.5) / 256.0, 0.5)).rgb;
}
`;
