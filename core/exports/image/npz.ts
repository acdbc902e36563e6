import { bytesInPieces, npyHeader } from '../../formats/write-npy.ts';
import { writeZip } from '../../formats/write-zip.ts';
import { placedUncertainty } from '../placed-depth.ts';
import { asciiJson } from '../provenance.ts';
import type { DepthWriter } from './depth-job.ts';
import { factsInFile, gridSizeOf } from './depth-picture.ts';
import { fillFloats, floatFacts, floatScale } from './float-values.ts';

/**
 * NumPy archive: `depth` and, where the run has one, `uncertainty` as float32 [height, width], `intrinsics` of that grid as a 3 x 3 float64
 * matrix in pixels (first pixel centre at 0.5, 0.5), and `metadata`, JSON as uint8: `json.loads(bytes(archive['metadata']))`. As
 * numpy.savez lays it out. Throws `bad-input` where no pixel is valid, or the inverse of a relative map is asked for, `too-large` where the
 * archive takes more than 3.75 GiB, `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export const writeNpz: DepthWriter = async ({ source, options, picture, sink, report }) => {
  const scale = floatScale(picture, options);
  const facts = floatFacts(picture, scale);
  const { width, height, values, camera } = picture;
  // The plane is this job's own.
  fillFloats(values, 0, scale, values);
  const uncertainty = options.uncertainty ? placedUncertainty(source, gridSizeOf(source, options)) : null;
  const { fx, fy, cx, cy } = camera;
  const matrix = Float64Array.of(fx, 0, cx, 0, fy, cy, 0, 0, 1);
  const metadata = Buffer.from(
    asciiJson(
      factsInFile(source, picture, { ...facts, uncertainty: source.run.result?.uncertainty?.unit ?? null }),
    ),
  );
  report(0.3);
  const plane = (name: string, of: Float32Array) => ({
    name: `${name}.npy`,
    pieces: [npyHeader('<f4', [height, width]), ...bytesInPieces(of)],
  });
  await writeZip(sink, [
    plane('depth', values),
    ...(uncertainty ? [plane('uncertainty', uncertainty)] : []),
    { name: 'intrinsics.npy', pieces: [npyHeader('<f8', [3, 3]), ...bytesInPieces(matrix)] },
    { name: 'metadata.npy', pieces: [npyHeader('|u1', [metadata.length]), metadata] },
  ]);
  return { ...facts, hasUncertainty: uncertainty !== null };
};
