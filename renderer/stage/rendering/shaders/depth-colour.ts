import { MAPPING_GLSL, TRANSFER_GLSL } from '../../../../contract/maths/glsl.ts';

/** GLSL that several shaders share: validity, alignment, nearness 0..1 of a value, colour of a nearness. */
export const DEPTH_COLOUR_GLSL = /* glsl */ `
uniform sampler2D depthPlane;
uniform ivec2 planeSize;
uniform vec4 shownBy;  // mapping of raw values to those that are shown: invert first, scale, shift, invert last
uniform sampler2D colourTable;
uniform vec4 scale;    // value that is nearest, value that is farthest, exponent, whether through 1 / value

${MAPPING_GLSL}
${TRANSFER_GLSL}
float readRaw(ivec2 at) {
  return texelFetch(depthPlane, clamp(at, ivec2(0), planeSize - 1), 0).r;
}

float readDepth(ivec2 at) {
  return mapped(readRaw(at), shownBy);
}

vec3 tableColour(sampler2D table, float place) {
  return texture(table, vec2((place * 255.0 + 0.5) / 256.0, 0.5)).rgb;
}

vec3 scaleColour(float value, vec4 ends) {
  return tableColour(colourTable, nearnessOf(value, ends));
}

// Of a raw value.
vec3 depthColour(float raw) {
  return scaleColour(mapped(raw, shownBy), scale);
}
`;
