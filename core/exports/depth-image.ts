import { unitOf } from '../../contract/depth-map.ts';
import type { DepthImageOptions } from '../../contract/export.ts';
import type { ExportOptions, ExportSource } from './export-source.ts';
import { encodeGrey, greyScale } from './grey-scale.ts';
import { placedDepth } from './placed-depth.ts';
import { grey16Png, withText } from './png.ts';
import { asciiJson, GENERATOR, plainLine, provenanceOf } from './provenance.ts';
import { stopIfCancelled, writeFileWithSidecar } from './write-file.ts';

/** Keyword of the PNG text that holds the grey scale as JSON. */
const SCALE_KEYWORD = 'Depthroom';

/**
 * Writes a run's raw values as a 16-bit grey PNG, with the grey scale in a text chunk and all facts in `<path>.json`; both
 * give the values back to within half a step. Code 0 is an invalid pixel, also where there are none; depth is 1..65535.
 * Returns the file's length in bytes.
 */
export async function writeDepthImage(
  source: ExportSource,
  options: DepthImageOptions,
  path: string,
  { report, ...writing }: ExportOptions,
): Promise<number> {
  return writeFileWithSidecar(path, writing, async (sink) => {
    const { kind } = source.depth;
    const { values, width, height, window, camera } = placedDepth(source, options.size);
    const scale = greyScale(values, kind, options);
    const { codes, invalid, clipped } = encodeGrey(values, scale);
    stopIfCancelled(writing.signal);
    report?.(0.3);

    const png = await grey16Png(codes, width, height);
    report?.(0.9);
    const depthImage = { kind, unit: unitOf(kind), bitsPerSample: 16, ...scale };
    const title = plainLine(`Depth of ${source.photo.name}`);
    for (const piece of withText(png, {
      Title: title,
      Software: GENERATOR,
      [SCALE_KEYWORD]: asciiJson(depthImage),
    })) {
      await sink(piece);
    }
    report?.(1);
    return {
      format: 'depthroom-export',
      formatVersion: 1,
      type: 'depth-image',
      ...provenanceOf(source),
      options,
      depthImage: {
        ...depthImage,
        width,
        height,
        window,
        camera,
        invalidPixels: invalid,
        clippedPixels: clipped,
      },
    };
  });
}
