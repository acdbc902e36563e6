import { ascii, floats } from '../../formats/tiff/write-directory.ts';
import { writeTiff } from '../../formats/tiff/write-tiff.ts';
import { npyHeader } from '../../formats/write-npy.ts';
import { pfmHeader } from '../../formats/write-pfm.ts';
import { asciiJson } from '../provenance.ts';
import type { DepthWriter } from './depth-job.ts';
import { factsInFile } from './depth-picture.ts';
import { fillFloats, floatFacts, floatScale, sinkFloats } from './float-values.ts';

/** Float32 TIFF: the exact values, all facts as JSON in its ImageDescription. */
export const writeFloatTiff: DepthWriter = async ({ source, options, picture, sink, patch, report }) => {
  const scale = floatScale(picture, options);
  const facts = floatFacts(picture, scale);
  const { width, height, values } = picture;
  await writeTiff(
    sink,
    patch,
    {
      width,
      height,
      sample: 'float32',
      samplesPerPixel: 1,
      fillRow: (row, out) => fillFloats(values, row * width, scale, out as Float32Array),
      entries: [
        ascii(270, asciiJson(factsInFile(source, picture, facts))),
        // SMinSampleValue and SMaxSampleValue.
        floats(340, scale.minimum),
        floats(341, scale.maximum),
      ],
    },
    report,
  );
  return facts;
};

/** PFM: rows of float32 from the bottom up. The format has no place for facts: they are in the sidecar. */
export const writePfm: DepthWriter = async ({ options, picture, sink, report }) => {
  const scale = floatScale(picture, options);
  await sink(pfmHeader(picture.width, picture.height));
  await sinkFloats(sink, picture, scale, 'up', report);
  return floatFacts(picture, scale);
};

/** NumPy array of [height, width]. */
export const writeNpyImage: DepthWriter = async ({ options, picture, sink, report }) => {
  const scale = floatScale(picture, options);
  await sink(npyHeader('<f4', [picture.height, picture.width]));
  await sinkFloats(sink, picture, scale, 'down', report);
  return floatFacts(picture, scale);
};
