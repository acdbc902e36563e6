import type { Size } from '../schemas.ts';
import type { DepthImageOptions } from './depth-image.ts';
import { MOST_DISPLACEMENT_QUADS } from './limits.ts';

/** What the size of a file hangs on, beside its options. */
export interface DepthImageFacts {
  photo: Size & { bytes: number; format: string };
  model: Size;
  hasUncertainty: boolean;
}

/** What a depth image will be, before it is written. */
export interface DepthImageEstimate extends Size {
  /** Names of the channels, as the format calls them. */
  channels: string[];
  /** About how long the file will be. */
  bytes: number;
  /** How long it is at most, as if nothing could be compressed. */
  atMost: number;
  /** Whether the format is not compressed, so that `bytes` is the length but for a short header. */
  isExact: boolean;
}

/** A channel, its bytes a pixel, and the share of them that is left after compression. */
type Channel = readonly [name: string, bytes: number, share: number];

/** The share that is left where each pixel is one of the model's (`own`), and where a pixel of the model makes many (`between`), which are alike. */
interface Left {
  own: number;
  between: number;
}

/*
 * Shares were measured on the samples by the starter models (`own`), and on 24-megapixel maps that a model of one megapixel made of a
 * ray-cast room with 0.1 per cent of noise (`between`), and rounded up: an estimate that is too large does no harm.
 */
const GREY: Left = { own: 0.6, between: 0.5 };
const TIFF_FLOAT: Left = { own: 0.6, between: 0.4 };
const EXR_FLOAT: Left = { own: 0.95, between: 0.4 };
const EXR_VECTOR = 0.95;

/** Pixels of the file for each of the model's up to which nothing is gained, and from which nothing more is. */
const FEW = 4;
const MANY = 24;

/** The share between the two, by the logarithm of how many pixels each of the model's makes. */
function shareOf({ own, between }: Left, pixelsForEach: number): number {
  const way = Math.log(pixelsForEach / FEW) / Math.log(MANY / FEW);
  return own + (between - own) * Math.min(1, Math.max(0, way));
}

const BASE64 = 4 / 3;

/** Channels of OpenEXR, sorted as it sorts them. */
function exrChannels(
  options: DepthImageOptions,
  { hasUncertainty }: DepthImageFacts,
  pixelsForEach: number,
): Channel[] {
  const share = shareOf(EXR_FLOAT, pixelsForEach);
  const vectors = (layer: string): Channel[] =>
    ['X', 'Y', 'Z'].map((axis) => [`${layer}.${axis}`, 4, EXR_VECTOR] as const);
  const colourBytes = options.colour === 'half' ? 2 : 4;
  const colours: Channel[] = [
    ['A', colourBytes, 0.02],
    ...['B', 'G', 'R'].map((name) => [name, colourBytes, 0.75] as const),
  ];
  const channels: Channel[] = [
    ...(options.colour === 'none' ? [] : colours),
    ...(options.normals ? vectors('N') : []),
    ...(options.positions ? vectors('P') : []),
    [options.channel ?? 'Z', 4, share],
    ...(options.uncertainty && hasUncertainty ? [['uncertainty.Z', 4, share] as const] : []),
  ];
  return channels.sort(([a], [b]) => (a < b ? -1 : 1));
}

function channelsOf(options: DepthImageOptions, facts: DepthImageFacts, pixelsForEach: number): Channel[] {
  const left = (of: Left) => shareOf(of, pixelsForEach);
  switch (options.format) {
    case 'png16':
    case 'tiff16':
      return [['grey', 2, left(GREY)]];
    case 'tiff32':
      return [['grey', 4, left(TIFF_FLOAT)]];
    case 'exr':
      return exrChannels(options, facts, pixelsForEach);
    case 'pfm':
    case 'npy':
      return [['depth', 4, 1]];
    case 'npz':
      return [
        ['depth', 4, 1],
        ...(options.uncertainty && facts.hasUncertainty ? [['uncertainty', 4, 1] as const] : []),
      ];
    case 'preview':
      return ['red', 'green', 'blue'].map((name) => [name, 1, 0.2] as const);
    case 'photoshop':
      return [...['red', 'green', 'blue'].map((name) => [name, 2, 0.4] as const), ['alpha', 2, left(GREY)]];
    case 'normals':
      return ['red', 'green', 'blue'].map((name) => [name, 2, 0.85] as const);
    case 'normals-exr':
      return ['B', 'G', 'R'].map((name) => [name, 4, EXR_VECTOR] as const);
    case 'displacement':
      return [['Y', 4, left(EXR_FLOAT)]];
    case 'gdepth':
      return [['depth', BASE64, 0.3]];
    case 'matte-png16':
      return [['grey', 2, 0.2]];
    case 'matte-exr':
      return [['Y', 4, 0.2]];
    case 'mask':
      return [['grey', 1, 0.05]];
  }
}

/** Text of a displacement's plane for each of its quads: a point, its place in the picture, four corners. */
const QUAD_BYTES = 112;

/** What a file carries beside its channels: the plane of a displacement; the photo of a GDepth JPEG, about a byte a pixel where it is encoded anew. */
function carriedBytes(
  { format }: DepthImageOptions,
  { photo }: DepthImageFacts,
  { width, height }: Size,
): number {
  if (format === 'displacement') {
    const scale = Math.min(1, MOST_DISPLACEMENT_QUADS / Math.max(width, height));
    return Math.round((width * scale + 1) * (height * scale + 1)) * QUAD_BYTES;
  }
  if (format !== 'gdepth') return 0;
  return photo.format === 'jpeg' ? photo.bytes : photo.width * photo.height;
}

/** Pixels of a depth image: those of the photo, of the model, or as many as make the stated long edge of the photo. */
export function depthImageSize(
  { format, size, longEdge }: Pick<DepthImageOptions, 'format' | 'size' | 'longEdge'>,
  { photo, model }: Pick<DepthImageFacts, 'model'> & { photo: Size },
): Size {
  if (format === 'photoshop' || size === 'photo' || (size === 'custom' && longEdge === undefined))
    return { width: photo.width, height: photo.height };
  if (size === 'model') return { width: model.width, height: model.height };
  const scale = (longEdge ?? 1) / Math.max(photo.width, photo.height);
  return {
    width: Math.max(1, Math.round(photo.width * scale)),
    height: Math.max(1, Math.round(photo.height * scale)),
  };
}

/** Size, channels and length of a depth image before it is written; nothing is read for it. */
export function describeDepthImage(options: DepthImageOptions, facts: DepthImageFacts): DepthImageEstimate {
  const { width, height } = depthImageSize(options, facts);
  const pixels = width * height;
  const channels = channelsOf(options, facts, pixels / (facts.model.width * facts.model.height));
  const carried = carriedBytes(options, facts, { width, height });
  const sum = (of: (channel: Channel) => number) =>
    Math.ceil(carried + pixels * channels.reduce((total, channel) => total + of(channel), 0));
  return {
    width,
    height,
    channels: channels.map(([name]) => name),
    bytes: sum(([, bytes, share]) => bytes * share),
    atMost: sum(([, bytes]) => bytes),
    isExact: options.format === 'pfm' || options.format === 'npy' || options.format === 'npz',
  };
}
