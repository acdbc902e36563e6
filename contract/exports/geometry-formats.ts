import type { FormatFacts } from './format-facts.ts';
import type { MeshFormat, MeshOptions, PointCloudOptions } from './geometry.ts';

const CLOUD = ['axes', 'size', 'edgeCut', 'edgeAngle', 'near', 'far'] as const;

/** What each format of a point cloud is, for forms, flags and file names. */
export const pointCloudFormats: Record<PointCloudOptions['format'], FormatFacts<PointCloudOptions>> = {
  ply: {
    title: 'PLY points',
    extension: 'ply',
    sentence: 'A coloured point for each pixel, as most programs read it.',
    options: [...CLOUD, 'normals', 'scalars', 'fill'],
  },
  xyz: {
    title: 'XYZ text',
    extension: 'xyz',
    sentence: 'Lines of x y z red green blue, for Unreal and surveying programs.',
    options: CLOUD,
  },
  pts: {
    title: 'PTS text',
    extension: 'pts',
    sentence: 'The number of points, then lines of x y z intensity red green blue.',
    options: CLOUD,
  },
  splats: {
    title: 'Gaussian splats',
    extension: 'ply',
    sentence:
      'A flat Gaussian for each pixel, turned to the surface, as a PLY for SuperSplat and other viewers of splats.',
    defaults: { axes: 'opencv', edgeCut: 0.05 },
    options: [...CLOUD, 'normals'],
  },
};

const SURFACE = [
  'triangles',
  'size',
  'edgeCut',
  'edgeAngle',
  'islands',
  'shading',
  'skirt',
  'camera',
  'fill',
  'near',
  'far',
] as const;

/** What each format of a mesh is, for forms, flags and file names. */
export const meshFormats: Record<MeshFormat, FormatFacts<MeshOptions>> = {
  glb: {
    title: 'GLB',
    extension: 'glb',
    sentence: 'Surface, photo and camera in one file, for Blender, Unreal, browsers and most programs.',
    options: [...SURFACE, 'levels', 'texture', 'textureSlide', 'backPlane', 'quantize', 'compression'],
  },
  obj: {
    title: 'OBJ with material and texture',
    extension: 'obj',
    sentence: 'Text that every 3D program reads, with the photo as a picture beside it.',
    options: [...SURFACE, 'axes', 'unit', 'texture', 'textureSlide', 'backPlane'],
  },
  ply: {
    title: 'PLY mesh',
    extension: 'ply',
    sentence: 'Surface with a colour and scalars at each point, for CloudCompare and MeshLab.',
    defaults: { axes: 'z-up' },
    options: [...SURFACE, 'axes', 'unit', 'scalars'],
  },
  stl: {
    title: 'STL relief',
    extension: 'stl',
    sentence: 'A closed relief or lithophane with a base in millimetres, for 3D printing.',
    options: [
      'triangles',
      'size',
      'reliefWidth',
      'reliefHeight',
      'base',
      'heightsFrom',
      'invert',
      'frame',
      'curve',
    ],
  },
  usdz: {
    title: 'USDZ',
    extension: 'usdz',
    sentence: 'Surface and photo in one file, for Apple devices and USD pipelines.',
    options: [...SURFACE, 'texture', 'textureSlide', 'backPlane'],
  },
  usda: {
    title: 'USD with camera and image plane',
    extension: 'usda',
    sentence:
      'Surface, camera and the photo on a plane that fills its view, as text that Nuke, Houdini, Maya and Blender open.',
    options: [...SURFACE, 'texture', 'textureSlide'],
  },
};
