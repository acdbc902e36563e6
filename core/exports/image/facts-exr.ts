import { type ExrChannel, type ExrValue, writeExr } from '../../formats/exr/write-exr.ts';
import { asciiJson, provenanceLines, provenanceOf } from '../provenance.ts';
import type { DepthJob } from './depth-job.ts';
import { factsInFile } from './depth-picture.ts';

/** What an OpenEXR file holds beside where it comes from. */
interface ExrContent {
  channels: readonly ExrChannel[];
  /** What its numbers are. */
  facts: Record<string, unknown>;
  /** Lines of ASCII after those of the provenance. */
  notes?: readonly string[];
  attributes?: Record<string, ExrValue>;
  /** Width of a pixel over its height; left out: 1. */
  pixelAspectRatio?: number;
}

/**
 * OpenEXR of height x width of a picture, with the view of its camera, the provenance as text in `comments` and all facts as JSON in `depthroom`. Throws `bad-input`
 * where the run is not finished, `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export function writeFactsExr(
  { source, picture, sink, patch, report }: Omit<DepthJob, 'options' | 'stopIfCancelled'>,
  { channels, facts, notes = [], attributes = {}, pixelAspectRatio = 1 }: ExrContent,
): Promise<void> {
  const { width, height, camera } = picture;
  const lines = [...provenanceLines(provenanceOf(source)), ...notes];
  return writeExr(
    sink,
    patch,
    {
      width,
      height,
      pixelAspectRatio,
      screenWindowWidth: width / camera.fx,
      channels,
      attributes: {
        comments: { type: 'string', value: lines.join('\n') },
        depthroom: { type: 'string', value: asciiJson(factsInFile(source, picture, facts)) },
        ...attributes,
      },
    },
    report,
  );
}

/** An attribute of files whose channels are numbers, not light: nothing is to convert them. */
export const NUMBERS_NOT_LIGHT: Record<string, ExrValue> = {
  colorInteropID: { type: 'string', value: 'data' },
};

/** A channel each of interleaved vectors of three, which are worked out once a row. */
export function vectorChannels(
  names: readonly [string, string, string],
  width: number,
  vectorsOf: (row: number, out: Float32Array) => void,
): ExrChannel[] {
  const vectors = new Float32Array(3 * width);
  let current = -1;
  return names.map((name, offset) => ({
    name,
    type: 'float',
    fillRow: (row: number, out: Float32Array) => {
      if (row !== current) vectorsOf(row, vectors);
      current = row;
      for (let x = 0, k = offset; x < width; x++, k += 3) out[x] = vectors[k];
    },
  }));
}
