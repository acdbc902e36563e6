import { METRIC_DEPTH_GLSL } from '../../../../contract/maths/glsl.ts';
import { DEPTH_COLOUR_GLSL } from './depth-colour.ts';
import { TINTS_GLSL } from './tints.ts';

/** One triangle that covers the pane. */
export const FLAT_VERTEX = /* glsl */ `
void main() {
  vec2 corner = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
  gl_Position = vec4(corner, 0.0, 1.0);
}
`;

/** Photo or depth map in the plane of the pane; every pixel asks which photo point it shows, and whether of the reference. */
export const FLAT_FRAGMENT = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;
${DEPTH_COLOUR_GLSL}
${METRIC_DEPTH_GLSL}
vec3 checker() {
  vec2 square = floor(gl_FragCoord.xy / 8.0);
  return vec3(mod(square.x + square.y, 2.0) < 0.5 ? 0.115 : 0.15);
}
${TINTS_GLSL}
uniform sampler2D photo;
uniform ivec2 previewSize;
uniform vec2 paneTopLeft;     // device pixels, y from the bottom of the canvas
uniform vec2 photoTopLeft;    // photo point in the pane's top left corner
uniform float photoPerPixel;  // photo pixels for one device pixel
uniform bool isSmooth;
uniform float dim;
uniform vec3 background;
uniform int split;            // 0 none, 1 left of splitAt.x, 2 above splitAt.y, 3 inside a circle, 4 everywhere
uniform vec3 splitAt;         // device pixels from the pane's top left; radius
uniform int referenceShows;   // 1 the photo, 2 depth
uniform float opacity;
uniform float contourStep;
out vec4 colour;

// Colours are blended, never values: between near and far lies nothing, and certainly not what the mean would show.
vec3 smoothColour(vec2 point, bool ofReference, vec3 picture) {
  vec2 size = vec2(ofReference ? referenceSize : planeSize);
  vec2 at = point * size / photoSize;
  vec2 corner = floor(at - 0.5);
  vec2 share = at - 0.5 - corner;
  vec3 sum = vec3(0.0);
  for (int y = 0; y < 2; y++) {
    for (int x = 0; x < 2; x++) {
      float weight = (x == 1 ? share.x : 1.0 - share.x) * (y == 1 ? share.y : 1.0 - share.y);
      sum += weight * tintAt((corner + vec2(x, y) + 0.5) * photoSize / size, ofReference, picture);
    }
  }
  return sum;
}

vec3 paintedAt(vec2 point, bool ofReference, vec3 picture) {
  vec2 scale = vec2(ofReference ? referenceSize : planeSize) / photoSize;
  float perPixel = photoPerPixel * scale.x;
  if (perPixel <= 1.0) {
    return isSmooth ? smoothColour(point, ofReference, picture) : tintAt(point, ofReference, picture);
  }
  // Several values under one pixel: the colours of a grid of them are averaged.
  int samples = int(clamp(ceil(perPixel), 1.0, 4.0));
  vec3 sum = vec3(0.0);
  for (int y = 0; y < samples; y++) {
    for (int x = 0; x < samples; x++) {
      vec2 offset = (vec2(x, y) + 0.5) / float(samples) - 0.5;
      sum += tintAt(point + offset * photoPerPixel, ofReference, picture);
    }
  }
  return sum / float(samples * samples);
}

vec3 photoAt(vec2 point) {
  vec2 at = point / photoSize;
  if (isSmooth || photoPerPixel * float(previewSize.x) / photoSize.x > 1.0) return texture(photo, at).rgb;
  return texelFetch(photo, clamp(ivec2(at * vec2(previewSize)), ivec2(0), previewSize - 1), 0).rgb;
}

// A line runs where the next pixel to the right or below lies on another floor.
bool isContour(vec2 point, bool ofReference) {
  float here = shownAt(point, ofReference);
  float right = shownAt(point + vec2(photoPerPixel, 0.0), ofReference);
  float below = shownAt(point + vec2(0.0, photoPerPixel), ofReference);
  if (isMissing(here) || isMissing(right) || isMissing(below)) return false;
  float place = floor(here / contourStep);
  return floor(right / contourStep) != place || floor(below / contourStep) != place;
}

bool isOfReference(vec2 inPane) {
#if IS_SPLIT == 1
  if (split == 1) return inPane.x < splitAt.x;
  if (split == 2) return inPane.y < splitAt.y;
  if (split == 3) return distance(inPane, splitAt.xy) < splitAt.z;
  return split == 4;
#else
  return false;
#endif
}

void main() {
  vec2 inPane = vec2(gl_FragCoord.x - paneTopLeft.x, paneTopLeft.y - gl_FragCoord.y);
  vec2 point = photoTopLeft + inPane * photoPerPixel;
  bool isOutside = any(lessThan(point, vec2(0.0))) || any(greaterThanEqual(point, photoSize));
  // The derivatives of texture() need every pixel to come this way.
  vec3 picture = photoAt(point);
  bool ofReference = isOfReference(inPane);
  vec3 shown = picture;
#if TINT > 0 || IS_SPLIT == 1
  if (ofReference ? referenceShows == 2 : TINT != 0) {
    shown = paintedAt(point, ofReference, picture);
#if HAS_CONTOURS == 1
    if (isContour(point, ofReference)) {
      float light = dot(shown, vec3(0.299, 0.587, 0.114));
      shown = mix(shown, vec3(light > 0.45 ? 0.0 : 1.0), 0.8);
    }
#endif
    if (TINT != 6) shown = mix(picture, shown, opacity);
  }
#endif
  colour = vec4(isOutside ? background : mix(background, shown, dim), 1.0);
}
`;
