import { z } from 'zod';
import { COLOUR_MAPS, DEFAULT_COLOUR_MAP } from '../maths/colour-maps.ts';
import { nearFarSchema } from '../schemas.ts';
import type { FormatFacts } from './format-facts.ts';
import { AXES } from './geometry.ts';

export const DEPTH_IMAGE_FORMATS = [
  'png16',
  'tiff16',
  'tiff32',
  'exr',
  'pfm',
  'npy',
  'npz',
  'preview',
  'photoshop',
  'gdepth',
  'matte-png16',
  'matte-exr',
  'mask',
  'normals',
  'normals-exr',
  'displacement',
] as const;
export type DepthImageFormat = (typeof DEPTH_IMAGE_FORMATS)[number];

/** Names that the channel of the depth may have in OpenEXR. */
const EXR_CHANNELS = ['Z', 'Y', 'R', 'depth.Z'] as const;

/** Options of a depth image. A format uses those that `depthImageFormats` lists for it and ignores the rest. */
export const depthImageOptionsSchema = z.object({
  format: z.enum(DEPTH_IMAGE_FORMATS).default('png16').describe('The kind of file.'),
  polarity: z
    .enum(['near-white', 'near-black'])
    .default('near-white')
    .describe('Whether near is white or black.'),
  mapping: z
    .enum(['auto', 'linear', 'inverse', 'log', 'disparity'])
    .default('auto')
    .describe(
      'Grey is linear in the value, in 1 / value or in its logarithm; disparity is inverse for metres and linear for relative maps; auto is linear, inverse for GDepth, and for a coloured picture the scale of the window.',
    ),
  values: z
    .enum(['raw', 'inverse'])
    .default('raw')
    .describe('Float files hold the values themselves, or 1 / depth as Nuke and RenderMan expect it.'),
  invalid: z
    .enum(['mark', 'zero', 'far'])
    .default('mark')
    .describe(
      'Invalid pixels are marked (NaN in float files, code 0 in grey ones), set to zero, or put as far away as the farthest.',
    ),
  size: z
    .enum(['photo', 'model', 'custom'])
    .default('photo')
    .describe('The size of the photo, of the model, or the long edge that you state.'),
  longEdge: z
    .number()
    .int()
    .min(1)
    .max(65_535)
    .optional()
    .describe('Long edge in pixels, for the custom size.'),
  minimum: z
    .number()
    .optional()
    .describe('Value at one end of the grey scale; left out: the smallest in the map.'),
  maximum: z
    .number()
    .optional()
    .describe('Value at the other end of the grey scale; left out: the largest in the map.'),
  ...nearFarSchema.shape,
  nearerThan: z
    .number()
    .optional()
    .describe(
      'A matte holds what is nearer than this: metres, or a value of a relative map; left out: half way between its ends.',
    ),
  soft: z
    .number()
    .min(0)
    .default(0)
    .describe('Over how much depth a matte fades from whole to nothing, in the same unit.'),
  colourMap: z.enum(COLOUR_MAPS).default(DEFAULT_COLOUR_MAP).describe('Colours of the preview.'),
  colour: z
    .enum(['none', 'half', 'float'])
    .default('none')
    .describe('Write the photo beside the depth as R, G, B and A in linear light, with 16 or 32 bits.'),
  channel: z
    .enum(EXR_CHANNELS)
    .optional()
    .describe(
      'What the depth is called in the file: Z (left out) and depth.Z as compositors expect it, Y or R as programs show it that know colours and greys alone.',
    ),
  green: z
    .enum(['opengl', 'directx'])
    .default('opengl')
    .describe('Whether green of a normal map points up (OpenGL, Blender) or down (DirectX, Unreal).'),
  uncertainty: z.boolean().default(true).describe('Write the spread of the ensemble, where the run has one.'),
  normals: z.boolean().default(false).describe('Write a unit normal for each pixel as N.X, N.Y, N.Z.'),
  positions: z
    .boolean()
    .default(false)
    .describe('Write the point in space of each pixel as P.X, P.Y, P.Z in metres.'),
  place: z
    .boolean()
    .default(false)
    .describe(
      'Whether the place where the photo was taken (GPS) goes along; date, camera and copyright always do.',
    ),
  axes: z.enum(AXES).default('y-up').describe('Which way is up in normals and positions.'),
});
export type DepthImageOptions = z.infer<typeof depthImageOptionsSchema>;

/** How values become grey once it is known what they are. */
export type GreyMapping = 'linear' | 'inverse' | 'log';

const SIZE = ['size', 'longEdge'] as const;
const PLANES = ['near', 'far'] as const;
const GREY = ['polarity', 'mapping', 'invalid', ...SIZE, 'minimum', 'maximum', ...PLANES] as const;
const FLOAT = ['values', 'invalid', ...SIZE, ...PLANES] as const;

/** What each format is, for forms, flags and file names. */
export const depthImageFormats: Record<DepthImageFormat, FormatFacts<DepthImageOptions>> = {
  png16: {
    title: 'PNG, 16 bit',
    extension: 'png',
    sentence: 'Grey codes that every program reads; the scale stands in the file.',
    options: [...GREY, 'place'],
  },
  tiff16: {
    title: 'TIFF, 16 bit',
    extension: 'tif',
    sentence: 'Grey codes as in the PNG, for programs that prefer TIFF.',
    options: [...GREY, 'place'],
  },
  tiff32: {
    title: 'TIFF, 32-bit float',
    extension: 'tif',
    sentence: 'The values themselves, exactly, as one float channel.',
    options: FLOAT,
  },
  exr: {
    title: 'OpenEXR',
    extension: 'exr',
    sentence: 'The values themselves as float Z, with camera, colour, normals and positions as wanted.',
    options: [...FLOAT, 'channel', 'colour', 'uncertainty', 'normals', 'positions', 'axes'],
  },
  pfm: {
    title: 'PFM',
    extension: 'pfm',
    sentence: 'The values themselves without any facts, as stereo benchmarks exchange them.',
    options: FLOAT,
  },
  npy: {
    title: 'NumPy array',
    extension: 'npy',
    sentence: 'The values themselves for Python.',
    options: FLOAT,
  },
  npz: {
    title: 'NumPy archive',
    extension: 'npz',
    sentence: 'Values, uncertainty, intrinsics and all facts in one file for Python.',
    options: [...FLOAT, 'uncertainty'],
  },
  preview: {
    title: 'Coloured PNG, 8 bit',
    extension: 'png',
    sentence: 'A picture to look at, not to measure.',
    options: ['colourMap', 'polarity', 'mapping', ...SIZE, 'minimum', 'maximum', ...PLANES],
  },
  photoshop: {
    title: 'Photo with depth as alpha, TIFF, 16 bit',
    extension: 'tif',
    sentence: 'The photo at full size with its EXIF, XMP and profile, and the depth as its alpha channel.',
    options: ['polarity', 'mapping', 'invalid', 'minimum', 'maximum', ...PLANES, 'place'],
  },
  gdepth: {
    title: 'JPEG with GDepth',
    extension: 'jpg',
    sentence: 'The photo as it is, with the depth in its metadata as Android cameras store it.',
    options: ['mapping', ...SIZE, 'minimum', 'maximum', ...PLANES, 'place'],
  },
  'matte-png16': {
    title: 'Matte, PNG, 16 bit',
    extension: 'png',
    sentence:
      'What is nearer than a depth is white and the rest black, with a soft edge as wide as you state.',
    options: ['nearerThan', 'soft', 'polarity', ...SIZE, ...PLANES],
  },
  'matte-exr': {
    title: 'Matte, OpenEXR',
    extension: 'exr',
    sentence: 'The same matte as float Y from 0 to 1, for compositing.',
    options: ['nearerThan', 'soft', 'polarity', ...SIZE, ...PLANES],
  },
  mask: {
    title: 'Mask of invalid pixels, PNG, 8 bit',
    extension: 'png',
    sentence:
      'White where the map has no depth: sky and holes that were masked out; it can be brought in again while mending.',
    options: SIZE,
  },
  normals: {
    title: 'Normal map, PNG, 16 bit',
    extension: 'png',
    sentence: 'Which way the surface faces at each pixel, as colours; in the axes of the camera.',
    options: ['green', ...SIZE, ...PLANES],
  },
  'normals-exr': {
    title: 'Normal map, OpenEXR',
    extension: 'exr',
    sentence: 'The same colours as the PNG, as 32-bit floats.',
    options: ['green', ...SIZE, ...PLANES],
  },
  displacement: {
    title: 'Plane and displacement, ZIP',
    extension: 'zip',
    sentence: 'A subdivided plane (OBJ) and how far each of its points comes forward in metres (OpenEXR).',
    options: [...SIZE, ...PLANES],
  },
};
