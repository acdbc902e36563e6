import { NEARNESS } from './nearness.ts';

/** One triangle that covers the pane. */
export const FLAT_VERTEX = /* glsl */ `
void main() {
  vec2 corner = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
  gl_Position = vec4(corner, 0.0, 1.0);
}
`;

/** Photo or depth map in the plane of the pane; every pixel asks which photo point it shows. */
export const FLAT_FRAGMENT = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;
${NEARNESS}
uniform sampler2D photo;
uniform ivec2 previewSize;
uniform vec2 photoSize;
uniform vec2 paneTopLeft;     // device pixels, y from the bottom of the canvas
uniform vec2 photoTopLeft;    // photo point in the pane's top left corner
uniform float photoPerPixel;  // photo pixels for one device pixel
uniform bool showsDepth;
uniform bool isSmooth;
uniform float dim;
uniform vec3 background;
out vec4 colour;

vec3 checker() {
  vec2 square = floor(gl_FragCoord.xy / 8.0);
  return vec3(mod(square.x + square.y, 2.0) < 0.5 ? 0.115 : 0.15);
}

// Colours are blended, never values: between near and far lies nothing, and certainly not what the mean would show.
vec3 smoothColour(vec2 at) {
  vec2 corner = floor(at - 0.5);
  vec2 share = at - 0.5 - corner;
  vec3 sum = vec3(0.0);
  for (int y = 0; y < 2; y++) {
    for (int x = 0; x < 2; x++) {
      float value = readDepth(ivec2(corner) + ivec2(x, y));
      float weight = (x == 1 ? share.x : 1.0 - share.x) * (y == 1 ? share.y : 1.0 - share.y);
      sum += weight * (isMissing(value) ? checker() : depthColour(value));
    }
  }
  return sum;
}

vec3 depthAt(vec2 point) {
  vec2 scale = vec2(planeSize) / photoSize;
  float perPixel = photoPerPixel * scale.x;
  if (perPixel <= 1.0) {
    vec2 at = point * scale;
    if (isSmooth) return smoothColour(at);
    float value = readDepth(ivec2(floor(at)));
    return isMissing(value) ? checker() : depthColour(value);
  }
  // Several values under one pixel: the colours of a grid of them are averaged.
  int samples = int(clamp(ceil(perPixel), 1.0, 4.0));
  vec3 sum = vec3(0.0);
  for (int y = 0; y < samples; y++) {
    for (int x = 0; x < samples; x++) {
      vec2 offset = (vec2(x, y) + 0.5) / float(samples) - 0.5;
      float value = readDepth(ivec2(floor((point + offset * photoPerPixel) * scale)));
      sum += isMissing(value) ? checker() : depthColour(value);
    }
  }
  return sum / float(samples * samples);
}

vec3 photoAt(vec2 point) {
  vec2 at = point / photoSize;
  if (isSmooth || photoPerPixel * float(previewSize.x) / photoSize.x > 1.0) return texture(photo, at).rgb;
  return texelFetch(photo, clamp(ivec2(at * vec2(previewSize)), ivec2(0), previewSize - 1), 0).rgb;
}

void main() {
  vec2 inPane = vec2(gl_FragCoord.x - paneTopLeft.x, paneTopLeft.y - gl_FragCoord.y);
  vec2 point = photoTopLeft + inPane * photoPerPixel;
  bool isOutside = any(lessThan(point, vec2(0.0))) || any(greaterThanEqual(point, photoSize));
  // The derivatives of texture() need every pixel to come this way.
  vec3 picture = showsDepth ? depthAt(point) : photoAt(point);
  colour = vec4(isOutside ? background : mix(background, picture, dim), 1.0);
}
`;
