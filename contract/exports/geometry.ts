import { z } from 'zod';
import { nearFarSchema } from '../schemas.ts';

/**
 * Axes of an exported geometry, all right-handed.
 * - `opencv`: x right, y down, z forward (camera).
 * - `y-up`: x right, y up, z towards the viewer (glTF; Blender's importer with its defaults for glTF).
 * - `z-up`: x right, y forward, z up (Blender's own axes, CloudCompare).
 */
export const AXES = ['opencv', 'y-up', 'z-up'] as const;
export type Axes = (typeof AXES)[number];

const axes = z.enum(AXES).default('y-up').describe('Which way is up in the program that will open it.');
/** CloudCompare, Blender and Unreal, where clouds go, have z up, and take a file as it stands. */
const cloudAxes = axes
  .unwrap()
  .default('z-up')
  .describe(axes.description ?? '');
const { near, far } = nearFarSchema.shape;
const scalars = z
  .boolean()
  .default(false)
  .describe(
    'Write depth and, where there is one, uncertainty at each point as scalar fields for CloudCompare.',
  );

/** Chosen on a room of known depth and four photos: what is seen under 6 degrees falls from 14 % of the area to 1 %, for 5 % of the picture. */
const edgeAngle = z
  .number()
  .min(0)
  .max(45)
  .default(8)
  .describe(
    'With an edge cut, cut too where the surface is seen at less than so many degrees, as between the two sides of a blurred step; planes such as the ground stay. 0 does not.',
  );

const fill = z
  .number()
  .int()
  .min(0)
  .max(2000)
  .default(0)
  .describe(
    'Continue what lies behind depth steps under the foreground by so many pixels of the photo, with colours painted from beside it, as a second layer; 0 does not.',
  );

/**
 * Point clouds: binary PLY, or lines of text. `xyz`: x y z red green blue; `pts`: the number of points, then x y z intensity red green blue;
 * `splats`: a PLY of Gaussians, which is what their viewers take a cloud for.
 */
export const pointCloudOptionsSchema = z.object({
  format: z
    .enum(['ply', 'xyz', 'pts', 'splats'])
    .default('ply')
    .describe(
      'PLY for most programs; XYZ or PTS, which are text, for Unreal and surveying programs; Gaussian splats for their viewers.',
    ),
  axes: cloudAxes,
  size: z
    .enum(['photo', 'model'])
    .default('photo')
    .describe('One point for each pixel of the photo, or of the model.'),
  normals: z.boolean().default(false).describe('Write a normal for each point (PLY, splats).'),
  scalars,
  edgeCut: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('Leave out points beside a relative depth step larger than this; 0 keeps all.'),
  edgeAngle,
  fill,
  near,
  far,
});
export type PointCloudOptions = z.infer<typeof pointCloudOptionsSchema>;

export const MESH_FORMATS = ['glb', 'obj', 'ply', 'stl', 'usdz', 'usda'] as const;
export type MeshFormat = (typeof MESH_FORMATS)[number];

/** Surfaces. STL is a closed relief for printing; what comes from `reliefWidth` on is its alone, and it needs no near, far or axes. */
export const meshOptionsSchema = z.object({
  format: z
    .enum(MESH_FORMATS)
    .default('glb')
    .describe(
      'GLB for most programs, OBJ for old ones, PLY for measuring, STL for printing, USDZ for Apple devices, USDA for film, with camera and image plane.',
    ),
  triangles: z
    .number()
    .int()
    .min(0)
    .max(200_000_000)
    .default(500_000)
    .describe(
      'Most triangles, walls and planes included; fewer pixels are joined where the surface is flat. 0 keeps one quad for each pixel.',
    ),
  levels: z
    .number()
    .int()
    .min(1)
    .max(6)
    .default(1)
    .describe(
      'Levels of detail, each with a quarter of the triangles before (GLB, MSFT_lod); most programs show the first, Blender before 4.5 all at once.',
    ),
  size: z
    .enum(['photo', 'model'])
    .default('model')
    .describe(
      'The grid of the model has all the shape there is; that of the photo adds interpolated points between.',
    ),
  axes,
  unit: z
    .enum(['metres', 'centimetres', 'millimetres'])
    .default('metres')
    .describe('What 1 means in the file (OBJ, PLY); GLB is in metres by its standard.'),
  edgeCut: z
    .number()
    .min(0)
    .max(1)
    .default(0.05)
    .describe('Cut the surface where depth jumps by more than this share of it; 0 leaves it in one piece.'),
  edgeAngle,
  islands: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(64)
    .describe('Leave out loose pieces of fewer pixels than this; the largest stays.'),
  texture: z
    .enum(['jpeg', 'png', 'none'])
    .default('jpeg')
    .describe(
      'The photo at full size as texture; none: a colour at each point (GLB, PLY). PLY has colours only.',
    ),
  textureSlide: z
    .number()
    .min(0.1)
    .max(10_000)
    .default(3)
    .describe(
      'How far the texture may lie beside its place at most, in pixels of the photo: flat parts keep the triangles that this takes, where the budget holds them.',
    ),
  shading: z
    .enum(['smooth', 'flat'])
    .default('smooth')
    .describe('Smooth writes normals; flat writes none, and programs then shade each triangle by itself.'),
  fill,
  skirt: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe(
      'Close cuts with walls that go back from the edge by this share of its depth; 0 leaves them open.',
    ),
  backPlane: z
    .boolean()
    .default(false)
    .describe(
      'Put a plane behind everything, to be seen through the cuts: the photo where it has no depth, else what lies behind it, painted.',
    ),
  quantize: z
    .boolean()
    .default(false)
    .describe(
      'A third smaller GLB: positions rounded to 1/65535 of the size, normals to 1/127. Blender, Unreal and three.js read it, what is built on assimp loads nothing, Houdini does not say.',
    ),
  compression: z
    .enum(['none', 'meshopt'])
    .default('none')
    .describe(
      'meshopt: several times smaller GLB, for browsers: quantized, then packed; not read by Blender, Unreal or Houdini.',
    ),
  scalars,
  camera: z
    .boolean()
    .default(false)
    .describe(
      'Write the photo’s camera beside the mesh, for Nuke (.chan) and as JSON; in the app all of it is one archive.',
    ),
  near,
  far,
  reliefWidth: z
    .number()
    .min(10)
    .max(2000)
    .default(120)
    .describe('Long side of the relief in millimetres (STL).'),
  reliefHeight: z
    .number()
    .min(0.1)
    .max(500)
    .default(15)
    .describe('Height of the relief above its base in millimetres (STL).'),
  base: z.number().min(0.2).max(100).default(2).describe('Thickness of the base in millimetres (STL).'),
  heightsFrom: z
    .enum(['depth', 'brightness'])
    .default('depth')
    .describe(
      'depth: near is high; brightness: the photo’s dark parts are thick, as in a lithophane, through which light shines (STL).',
    ),
  invert: z
    .boolean()
    .default(false)
    .describe('Near, or dark, is low: a mould of the relief, the negative of a lithophane (STL).'),
  frame: z
    .number()
    .min(0)
    .max(100)
    .default(0)
    .describe('Width of a frame around the relief, as high as its highest point, in millimetres (STL).'),
  curve: z
    .number()
    .min(0)
    .max(120)
    .default(0)
    .describe(
      'Bend it round an upright axis behind it by so many degrees, so that it stands by itself (STL).',
    ),
});
export type MeshOptions = z.infer<typeof meshOptionsSchema>;
