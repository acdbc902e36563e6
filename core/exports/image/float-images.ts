import { ascii, floats } from '../../formats/tiff/write-directory.ts';
import { writeTiff } from '../../formats/tiff/write-tiff.ts';
import { npyHeader } from '../../formats/write-npy.ts';
import { pfmHeader } from '../../formats/write-pfm.ts';
import { asciiJson } from '../provenance.ts';
import type { DepthWriter } from './depth-job.ts';
import { factsInFile } from './depth-picture.ts';
import { fillFloats, floatFacts, floatScale, sinkFloats } from './float-values.ts';

/**
 * Float32 TIFF (TIFF 6.0, section 19): the exact values, height x width in the map's unit or its inverse, all facts as JSON in the
 * ImageDescription. Throws `bad-input` where no pixel is valid, or the inverse of a relative map is asked for, `too-large` where the
 * samples take more than 3.75 GiB, `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
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

/**
 * PFM (P. Debevec; netpbm.sourceforge.net/doc/pfm.html): "Pf", the size, a scale whose minus sign says little-endian, then rows of float32
 * from the bottom up, in the map's unit or its inverse. The format has no place for facts: they are in the sidecar. Throws `bad-input`
 * where no pixel is valid, or the inverse of a relative map is asked for, `cancelled`, `no-space`, `no-permission` or `internal` where the
 * sink does.
 */
export const writePfm: DepthWriter = async ({ options, picture, sink, report }) => {
  const scale = floatScale(picture, options);
  await sink(pfmHeader(picture.width, picture.height));
  await sinkFloats(sink, picture, scale, 'up', report);
  return floatFacts(picture, scale);
};

/**
 * NumPy array (NumPy format 1.0) of height x width, float32, the top row first, in the map's unit or its inverse. Throws `bad-input` where
 * no pixel is valid, or the inverse of a relative map is asked for, `cancelled`, `no-space`, `no-permission` or `internal` where the sink
 * does.
 */
export const writeNpyImage: DepthWriter = async ({ options, picture, sink, report }) => {
  const scale = floatScale(picture, options);
  await sink(npyHeader('<f4', [picture.height, picture.width]));
  await sinkFloats(sink, picture, scale, 'down', report);
  return floatFacts(picture, scale);
};
