import { DepthroomError } from '../../../contract/errors.ts';
import type { ExrChannel, ExrValue } from '../../formats/exr/write-exr.ts';
import { type Rotation, rotateAll, rotationTo } from '../../geometry/axes.ts';
import { normalsRow } from '../../geometry/normals.ts';
import { unprojectRow } from '../../geometry/unproject.ts';
import { decodePixels } from '../../photos/decode.ts';
import { gridColours } from '../grid-colours.ts';
import { placedUncertainty } from '../placed-depth.ts';
import { plainLine } from '../provenance.ts';
import type { DepthJob, DepthWriter } from './depth-job.ts';
import { gridSizeOf } from './depth-picture.ts';
import { vectorChannels, writeFactsExr } from './facts-exr.ts';
import { fillFloats, floatFacts, floatScale } from './float-values.ts';
import { LINEAR_LIGHT, LINEAR_LIGHT_HALF } from './linear-light.ts';

/** Primaries and white point of Rec. 709 (ITU-R BT.709-6, §1.3, 1.4), which are those of sRGB: x and y of red, green, blue, white. */
const REC709 = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.3127, 0.329];
/** The sensor as which the camera is described: only its proportion to the focal length says anything. */
const SENSOR_WIDTH_IN_MILLIMETRES = 36;

/**
 * OpenEXR (Technical Introduction to OpenEXR): `Z`, or what the options call it, as float32 in the map's unit, planar, never filtered; with it, as wanted, `R G B A` in
 * linear Rec. 709, `uncertainty.Z`, and unit normals `N.X/Y/Z` and positions in metres `P.X/Y/Z` in the axes of the options. The camera
 * stands in standard attributes, all facts as JSON in `depthroom`.
 * Throws `bad-input` where no pixel is valid, the channel of the depth is one of the colours, or metres are asked of a relative map, `not-found`, `no-permission`, `bad-input`,
 * `not-an-image`, `unsupported-format` or `too-large` where the photo cannot be read, `cancelled`, `no-space`, `no-permission` or
 * `internal` where the sink does.
 */
export const writeDepthExr: DepthWriter = async (job) => {
  const { source, options, picture } = job;
  const scale = floatScale(picture, options);
  const facts = floatFacts(picture, scale);
  const { width, height, values, camera } = picture;
  refuseWithoutMetres(job);
  const channel = options.channel ?? 'Z';
  refuseSameChannel(job, channel);
  const channels: ExrChannel[] = [
    { name: channel, type: 'float', fillRow: (row, out) => fillFloats(values, row * width, scale, out) },
  ];
  const uncertainty = options.uncertainty ? placedUncertainty(source, gridSizeOf(source, options)) : null;
  if (uncertainty) {
    const fillRow = (row: number, out: Float32Array) =>
      out.set(uncertainty.subarray(row * width, (row + 1) * width));
    channels.push({ name: 'uncertainty.Z', type: 'float', fillRow });
  }
  if (options.colour !== 'none') channels.push(...(await colourChannels(job)));
  job.stopIfCancelled();
  const rotation = rotationTo(options.axes);
  if (options.positions) {
    channels.push(
      ...vectorChannels(['P.X', 'P.Y', 'P.Z'], width, (row, out) => {
        unprojectRow(values, width, row, camera, out);
        rotateAll(out, width, rotation);
      }),
    );
  }
  if (options.normals) {
    channels.push(
      ...vectorChannels(['N.X', 'N.Y', 'N.Z'], width, (row, out) => {
        normalsRow(values, width, height, row, camera, out);
        rotateAll(out, width, rotation);
      }),
    );
  }
  const names = channels.map(({ name }) => name).sort();
  const inFile = { ...facts, channels: names, axes: options.axes };
  const aspect = camera.fy / camera.fx;
  await writeFactsExr(job, {
    channels,
    facts: inFile,
    notes: [plainLine(`camera: as if the sensor were ${SENSOR_WIDTH_IN_MILLIMETRES} mm wide`)],
    attributes: attributesOf(job),
    // Focal lengths that differ by rounding only make square pixels.
    pixelAspectRatio: Math.abs(aspect - 1) < 1e-3 ? 1 : aspect,
  });
  return inFile;
};

/** Points and normals of a relative map would be those of another shape. */
function refuseWithoutMetres({ options, picture }: DepthJob): void {
  if ((!options.normals && !options.positions) || picture.meaning.kind === 'metric') return;
  throw new DepthroomError(
    'bad-input',
    'Normals and positions need depth in metres, but this map is relative: state near and far, or leave them out.',
  );
}

/** R and Y are what a picture is made of: a file with both would be read as a picture of neither. */
function refuseSameChannel({ options }: DepthJob, channel: string): void {
  if (options.colour === 'none' || (channel !== 'R' && channel !== 'Y')) return;
  throw new DepthroomError(
    'bad-input',
    `The depth cannot be the channel ${channel} of a file that holds the photo as R, G and B: leave the colour out, or call the depth Z.`,
  );
}

async function colourChannels({ source, options, picture }: DepthJob): Promise<ExrChannel[]> {
  const photo = await decodePixels(source.photoPath);
  const { width, height, window } = picture;
  const isAsPhoto = width === photo.width && height === photo.height && options.size !== 'model';
  const rgb = isAsPhoto ? photo.rgb : gridColours(photo, window, width, height);
  const one = (name: string, value: (p: number) => number): ExrChannel => {
    const isHalf = options.colour === 'half';
    const table = isHalf ? LINEAR_LIGHT_HALF : LINEAR_LIGHT;
    const fillRow = (row: number, out: Float32Array | Uint16Array) => {
      for (let x = 0, p = row * width; x < width; x++, p++) out[x] = table[value(p)];
    };
    return isHalf ? { name, type: 'half', fillRow } : { name, type: 'float', fillRow };
  };
  return [
    one('R', (p) => rgb[3 * p]),
    one('G', (p) => rgb[3 * p + 1]),
    one('B', (p) => rgb[3 * p + 2]),
    one('A', () => 255),
  ];
}

/** Definitions: ImfStandardAttributes.h of the OpenEXR library. */
function attributesOf({ options, picture }: DepthJob): Record<string, ExrValue> {
  const { camera, width, height } = picture;
  const millimetresPerPixel = SENSOR_WIDTH_IN_MILLIMETRES / width;
  const sensorHeight = (height * millimetresPerPixel * camera.fx) / camera.fy;
  const offset = [
    (width / 2 - camera.cx) * millimetresPerPixel * 1000,
    ((height / 2 - camera.cy) * millimetresPerPixel * 1000 * camera.fx) / camera.fy,
  ];
  return {
    pinholeFocalLength: { type: 'float', value: camera.fx * millimetresPerPixel },
    sensorOverallDimensions: { type: 'v2f', value: [SENSOR_WIDTH_IN_MILLIMETRES, sensorHeight] },
    sensorCenterOffset: { type: 'v2f', value: offset },
    sensorPhotositePitch: { type: 'float', value: millimetresPerPixel * 1000 },
    worldToCamera: { type: 'm44f', value: worldToCamera(rotationTo(options.axes)) },
    ...(options.colour === 'none'
      ? {}
      : {
          chromaticities: { type: 'chromaticities', value: REC709 },
          colorInteropID: { type: 'string', value: 'lin_rec709_scene' },
        }),
  };
}

/**
 * From the axes of positions and normals to OpenEXR's camera (x right, y up, z forward, left-handed), for row vectors: the rotation from
 * our camera is turned round and y is mirrored.
 */
function worldToCamera([a, b, c, d, e, f, g, h, i]: Rotation): number[] {
  return [a, -b, c, 0, d, -e, f, 0, g, -h, i, 0, 0, 0, 0, 1];
}
