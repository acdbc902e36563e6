import type { DepthKind } from '../depth-map.ts';
import type { DepthImageOptions } from './depth-image.ts';
import type { MeshOptions, PointCloudOptions } from './geometry.ts';

/** What a preset asks for; options that are left out keep their defaults. */
export type PresetRequest =
  | { kind: 'mesh'; options: Partial<MeshOptions> }
  | { kind: 'point-cloud'; options: Partial<PointCloudOptions> }
  | { kind: 'depth-image'; options: Partial<DepthImageOptions> };

export type Preset = PresetRequest & {
  /** The program that will open it. */
  title: string;
  /** Why it is so, in one sentence for a person. */
  reason: string;
  /**
   * Where the program's makers, or those who found out, say so. Each was read against its row, in a stored copy, with these limits: of
   * Blender the importer's list of features in an older edition; Unreal's points in Chinese and Korean; Unreal's page on meshes says the
   * scale, no page that could be read says the axes, which glTF fixes; After Effects' Lens Blur in the manual of CS4, and of Camera Lens
   * Blur, which took its place, a user's notes that say the same; Photoshop's polarity in the manuals of CS3 to CS5; of CloudCompare and
   * PrusaSlicer the source code, which says names and millimetres, but not that z is up or that a solid must be closed. Which channels
   * Blender shows was tried in the program (docs/destinations.md), since no page says it.
   */
  source: string;
  /** The program takes the numbers for metres: of a relative map it wants near and far. */
  needsMetres?: true;
};

/** Whether a program that takes numbers for metres would get numbers that are none: near and far make metres of a relative map. */
export function lacksMetres(
  preset: Preset | undefined,
  kind: DepthKind | undefined,
  { near, far }: { near?: number; far?: number },
): boolean {
  return preset?.needsMetres === true && kind !== 'metric' && near === undefined && far === undefined;
}

/** One row for each place that a file may go to. */
export const PRESETS = {
  blender: {
    kind: 'mesh',
    options: { format: 'glb', texture: 'jpeg' },
    title: 'Blender',
    reason:
      'GLB brings texture, unlit material and camera along, and the importer turns y up into Blender’s z up.',
    source: 'https://docs.blender.org/manual/en/latest/addons/import_export/scene_gltf2.html',
  },
  'blender-depth': {
    kind: 'depth-image',
    options: { format: 'exr', channel: 'Y' },
    title: 'Blender, depth',
    reason:
      'Image nodes show a channel Y as it is (set its colour space to Non-Color); a lone Z they cannot read, and depth.Z only the compositor.',
    source: 'https://docs.blender.org/manual/en/latest/files/media/image_formats.html',
  },
  'blender-displacement': {
    kind: 'depth-image',
    options: { format: 'displacement' },
    title: 'Blender, displacement',
    reason: 'A subdivided plane in metres and how far a Displace modifier moves it: midlevel 0, strength 1.',
    source: 'https://docs.blender.org/manual/en/latest/modeling/modifiers/deform/displace.html',
    needsMetres: true,
  },
  houdini: {
    kind: 'mesh',
    options: { format: 'obj', axes: 'y-up', unit: 'metres' },
    title: 'Houdini',
    reason:
      'A File node reads OBJ with its texture coordinates; y is up and a unit is a metre there as well.',
    source: 'https://www.sidefx.com/docs/houdini/io/formats/geometry_formats.html',
  },
  unreal: {
    kind: 'mesh',
    options: { format: 'glb', texture: 'jpeg', triangles: 1_000_000 },
    title: 'Unreal Engine, mesh',
    reason: 'The glTF importer multiplies by 100, from metres to centimetres, and y is up in every glTF.',
    source:
      'https://dev.epicgames.com/documentation/en-us/unreal-engine/python-api/class/GLTFImportOptions?application_version=5.1',
  },
  'unreal-points': {
    kind: 'point-cloud',
    options: { format: 'xyz', axes: 'z-up', edgeCut: 0.05 },
    title: 'Unreal Engine, points',
    reason: 'The LiDAR plugin reads no PLY: it takes text of x y z in metres and red green blue.',
    source:
      'https://dev.epicgames.com/documentation/en-us/unreal-engine/lidar-point-cloud-plugin-overview-in-unreal-engine',
  },
  'nuke-z': {
    kind: 'depth-image',
    options: { format: 'exr', values: 'raw', colour: 'half' },
    title: 'Nuke, Z',
    reason:
      'Depth in metres as the channel Z: set ZDefocus to "depth", and switch on "invert depth" in DepthToPosition.',
    source: 'https://learn.foundry.com/nuke/11.3/content/reference_guide/3d_nodes/depthtoposition.html',
    needsMetres: true,
  },
  'nuke-inverse-z': {
    kind: 'depth-image',
    options: { format: 'exr', values: 'inverse', colour: 'half' },
    title: 'Nuke, 1/Z',
    reason:
      'DepthToPosition, DepthGenerator and ScanlineRender speak 1/Z, as RenderMan does, unless told otherwise.',
    source: 'https://learn.foundry.com/NUKE/CONTENT/reference_guide/3dnew_nodes/depthtoposition.html',
    needsMetres: true,
  },
  'after-effects': {
    kind: 'depth-image',
    options: { format: 'tiff16', polarity: 'near-black', mapping: 'linear', invalid: 'far' },
    title: 'After Effects',
    reason:
      'Its lens blurs take low values as near and high ones as far, unless inverted; 16 bits avoid bands in a blur.',
    source: 'https://help.adobe.com/en_US/AfterEffects/9.0/WS3878526689cb91655866c1103a9d3c597-7ba6a.html',
  },
  resolve: {
    kind: 'depth-image',
    options: { format: 'tiff16', polarity: 'near-white', mapping: 'disparity' },
    title: 'DaVinci Resolve',
    reason: 'Its own depth map runs from 1 in front to 0 behind, as disparity does.',
    source:
      'https://www.steakunderwater.com/VFXPedia/__man/Resolve18-6/DaVinciResolve18_Manual_files/part3265.htm',
  },
  photoshop: {
    kind: 'depth-image',
    options: { format: 'photoshop', polarity: 'near-black', invalid: 'far' },
    title: 'Photoshop',
    reason: 'Lens Blur takes an alpha channel as its depth map, with black in front and white far away.',
    source: 'https://helpx.adobe.com/photoshop/using/adjusting-image-sharpness-blur.html',
  },
  cloudcompare: {
    kind: 'point-cloud',
    options: { format: 'ply', axes: 'z-up', scalars: true, edgeCut: 0.05 },
    title: 'CloudCompare',
    reason:
      'Properties whose names begin with "scalar_" become scalar fields without the prefix; z is up there.',
    source: 'https://github.com/CloudCompare/CloudCompare/blob/master/libs/qCC_io/src/PlyFilter.cpp',
  },
  splats: {
    kind: 'point-cloud',
    options: { format: 'splats', axes: 'opencv', edgeCut: 0.05 },
    title: 'SuperSplat',
    reason:
      'Viewers of Gaussian splats find one flat Gaussian for each pixel, under the names and axes of the reference implementation.',
    source: 'https://github.com/playcanvas/splat-transform',
  },
  print: {
    kind: 'mesh',
    options: { format: 'stl', triangles: 500_000 },
    title: '3D print',
    reason: 'Slicers want a closed solid, and read the numbers of an STL, which has no unit, as millimetres.',
    source: 'https://github.com/prusa3d/PrusaSlicer/blob/master/src/libslic3r/ModelProcessing.cpp',
  },
  lithophane: {
    kind: 'mesh',
    options: { format: 'stl', heightsFrom: 'brightness', base: 0.8, reliefHeight: 2.4, frame: 3 },
    title: 'Lithophane',
    reason:
      'Light from behind shows the photo where the print is thin: 0.8 mm lets most of it through, 3.2 mm hardly any.',
    source: 'https://qidi3d.com/blogs/print-lab/3d-printed-lithophanes-technical-guide',
  },
  apple: {
    kind: 'mesh',
    options: { format: 'usdz', triangles: 100_000 },
    title: 'iPhone, iPad and Mac',
    reason: 'Quick Look opens USDZ with its texture, and its makers advise no more than 100,000 polygons.',
    source: 'https://developer.apple.com/forums/thread/693867',
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[];
