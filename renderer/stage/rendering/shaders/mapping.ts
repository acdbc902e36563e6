import { DISPARITY_FLOOR } from '../../../../contract/comparison.ts';

/** GLSL that tells missing values and maps raw values to others, as view/maths/mapping.ts does; it stands alone, to be compared with that. */
export const MAPPING_GLSL = /* glsl */ `
// By its bits, because compilers may assume that NaN does not happen.
bool isMissing(float value) {
  return (floatBitsToUint(value) & 0x7fffffffu) >= 0x7f800000u;
}

const float MISSING = uintBitsToFloat(0x7fc00000u);
const float DISPARITY_FLOOR = ${DISPARITY_FLOOR.toExponential()};

// mapping: 1 where the value is inverted first, scale, shift, 1 where the line is inverted last (mappingUniform in view/maths/mapping.ts).
float mapped(float value, vec4 mapping) {
  if (isMissing(value) || (mapping.x > 0.5 && value <= 0.0)) return MISSING;
  float line = mapping.y * (mapping.x > 0.5 ? 1.0 / value : value) + mapping.z;
  return mapping.w > 0.5 ? 1.0 / max(line, DISPARITY_FLOOR) : line;
}
`;
