/**
 * TINT is defined as 0 photo, 1 depth, 2 difference, 3 ratio, 4 relative error, 5 normals, 6 edges, 7 ranks: each has a program of its own, because
 * a machine without a graphics card pays for every branch whether it is taken or not. GLSL of everything that a depth map can be painted as, of the pane's own map or of the reference it is split with. Places
 * are in pixels of the photo, so that maps of different sizes meet where they lie on it.
 */
export const TINTS_GLSL = /* glsl */ `
uniform vec2 photoSize;
uniform sampler2D referencePlane;
uniform ivec2 referenceSize;
uniform vec4 referenceScale;
uniform vec4 alignedBy;      // mapping of raw values to those of the reference
uniform float limit;         // where the scale of differences ends; of ratios its logarithm
uniform sampler2D differenceTable;
uniform sampler2D errorTable;
uniform vec4 lens;           // fx fy cx cy in pixels of the photo
uniform ivec2 kinds;         // of the map and of the reference, as in metresOf
uniform vec4 valueRanges;
uniform vec2 statedPlanes;
uniform ivec2 reaches;       // pixels of each plane for one pixel of its model
uniform float edgeStep;
uniform sampler2D rankTable;
uniform sampler2D referenceRankTable;
uniform vec4 rankEnds;       // lowest and highest level of the map, then of the reference

ivec2 cellOf(vec2 point, ivec2 size) {
  return clamp(ivec2(floor(point * vec2(size) / photoSize)), ivec2(0), size - 1);
}

float referenceAt(vec2 point) {
  return texelFetch(referencePlane, cellOf(point, referenceSize), 0).r;
}

float shownAt(vec2 point, bool ofReference) {
  return ofReference ? referenceAt(point) : readDepth(cellOf(point, planeSize));
}

// Metres are a map's own, however its colours are aligned.
float metresAt(vec2 point, bool ofReference) {
  float value = ofReference ? referenceAt(point) : readRaw(cellOf(point, planeSize));
  return metresOf(value, ofReference ? kinds.y : kinds.x, ofReference ? valueRanges.zw : valueRanges.xy, statedPlanes);
}

// Half a pixel of the model to each side, at least one of the plane: enlarging must not make slopes of steps.
vec2 reachOf(bool ofReference) {
  vec2 size = vec2(ofReference ? referenceSize : planeSize);
  float pixels = float(max(1, ((ofReference ? reaches.y : reaches.x) + 1) / 2));
  return pixels * photoSize / size;
}

vec3 inCamera(vec2 point, float depth) {
  vec3 place = vec3((point - lens.zw) / lens.xy, 1.0) * depth;
  return vec3(place.x, -place.y, -place.z);
}

#if TINT == 5
// x right, y up, z towards the camera, each from -1..1 to 0..1.
vec3 normalColour(vec2 point, bool ofReference) {
  vec2 reach = reachOf(ofReference);
  float here = metresAt(point, ofReference);
  vec3 corners[4];
  for (int i = 0; i < 4; i++) {
    vec2 there = point + reach * vec2(i == 0 ? -1.0 : i == 1 ? 1.0 : 0.0, i == 2 ? -1.0 : i == 3 ? 1.0 : 0.0);
    float depth = metresAt(there, ofReference);
    bool isThere = depth > 0.0;
    corners[i] = inCamera(isThere ? there : point, isThere ? depth : here);
  }
  vec3 across = cross(corners[1] - corners[0], corners[2] - corners[3]);
  vec3 normal = dot(across, across) > 0.0 ? normalize(across) : vec3(0.0, 0.0, 1.0);
  return normal * 0.5 + 0.5;
}
#endif

#if TINT == 6
bool isEdge(vec2 point, bool ofReference) {
  vec2 reach = reachOf(ofReference);
  float left = metresAt(point - vec2(reach.x, 0.0), ofReference);
  float right = metresAt(point + vec2(reach.x, 0.0), ofReference);
  float above = metresAt(point - vec2(0.0, reach.y), ofReference);
  float below = metresAt(point + vec2(0.0, reach.y), ofReference);
  return isStep(left, right, edgeStep) || isStep(above, below, edgeStep);
}
#endif

#if TINT >= 2 && TINT <= 4
// Aligned p against reference g.
vec3 differenceColour(vec2 point) {
  float p = mapped(readRaw(cellOf(point, planeSize)), alignedBy);
  float g = referenceAt(point);
  if (isMissing(p) || isMissing(g)) return checker();
#if TINT == 2
  return tableColour(differenceTable, clamp((p - g) / limit * 0.5 + 0.5, 0.0, 1.0));
#else
  if (p <= 0.0 || g <= 0.0) return checker();
#if TINT == 3
  return tableColour(differenceTable, clamp(log2(p / g) / limit * 0.5 + 0.5, 0.0, 1.0));
#else
  return tableColour(errorTable, clamp(abs(p - g) / g / limit, 0.0, 1.0));
#endif
#endif
}
#endif

#if TINT == 7
// As view/maths/rank.ts.
float rankOf(float value, sampler2D table, vec2 ends) {
  int levels = textureSize(table, 0).x;
  float place = ends.y > ends.x ? (value - ends.x) / (ends.y - ends.x) : 0.0;
  return texelFetch(table, ivec2(clamp(int(floor(clamp(place, 0.0, 1.0) * float(levels))), 0, levels - 1), 0), 0).r;
}

// Raw values: no line through them changes their order.
vec3 differenceColour(vec2 point) {
  float p = readRaw(cellOf(point, planeSize));
  float g = referenceAt(point);
  if (isMissing(p) || isMissing(g)) return checker();
  float apart = rankOf(p, rankTable, rankEnds.xy) - rankOf(g, referenceRankTable, rankEnds.zw);
  return tableColour(differenceTable, clamp(apart / limit * 0.5 + 0.5, 0.0, 1.0));
}
#endif

vec3 tintAt(vec2 point, bool ofReference, vec3 picture) {
#if TINT == 6
  vec3 grey = vec3(dot(picture, vec3(0.299, 0.587, 0.114)) * 0.7);
  return isEdge(point, ofReference) ? vec3(1.0, 0.62, 0.1) : grey;
#else
#if (TINT >= 2 && TINT <= 4) || TINT == 7
  if (!ofReference) return differenceColour(point);
#endif
  float value = shownAt(point, ofReference);
  if (isMissing(value)) return checker();
#if TINT == 5
  return normalColour(point, ofReference);
#else
  return scaleColour(value, ofReference ? referenceScale : scale);
#endif
#endif
}
`;
