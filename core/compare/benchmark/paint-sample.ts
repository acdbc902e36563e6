import { type ColourMapName, colourMap } from '../../../contract/maths/colour-maps.ts';
import { automaticColourScale, transferText } from '../../../contract/maths/transfer.ts';
import { rgbPng } from '../../formats/write-png.ts';
import type { Grid } from '../../geometry/edges.ts';
import { sizeWithin } from '../../photos/view-size.ts';
import { nearest } from '../report/nearest.ts';
import { paintDepth, paintDifference } from '../report/paint.ts';

/** A picture of a sample with what its colours mean. */
export interface SamplePicture {
  title: string;
  caption: string;
  png: Buffer;
}

/** Share of the true depth from which on an error has the last colour. */
const FULL_ERROR = 0.25;

/**
 * The truth, then for each map its aligned depth and its error, all in metres and of one height x width (row by row), painted at most `edge`
 * pixels long on the scale of the truth, from the 2nd to the 98th percentile. NaN is grey.
 */
export async function paintSample(
  truth: Float32Array,
  maps: readonly { title: string; values: Float32Array }[],
  size: Grid,
  { colourMap: name, edge }: { colourMap: ColourMapName; edge: number },
): Promise<SamplePicture[]> {
  const small = sizeWithin(size, edge);
  const colours = automaticColourScale(truth, 'metric', 2, false);
  const range = `${colours.near.toPrecision(3)} m near to ${colours.far.toPrecision(3)} m far, ${transferText(colours)}`;
  const depth = async (title: string, caption: string, values: Float32Array) => {
    const rgb = paintDepth(nearest(values, size, small), colours, colourMap(name));
    return { title, caption, png: await rgbPng(rgb, small.width, small.height) };
  };
  const pictures = [await depth('Truth', range, truth)];
  for (const { title, values } of maps) {
    pictures.push(await depth(title, `aligned; ${range}`, values));
    const error = values.map((value, p) => (value - truth[p]) / truth[p]);
    const rgb = paintDifference(nearest(error, size, small), FULL_ERROR, false);
    const png = await rgbPng(rgb, small.width, small.height);
    const caption = `error: blue ${100 * FULL_ERROR} % nearer, white equal, red ${100 * FULL_ERROR} % farther, grey not measured`;
    pictures.push({ title, caption, png });
  }
  return pictures;
}
