import {
  type DepthImageFormat,
  type DepthImageOptions,
  depthImageFormats,
} from '../../../contract/exports/depth-image.ts';
import { stopIfCancelled, writeFileWithSidecar } from '../../disk/write-file.ts';
import type { ExportOptions, ExportSource } from '../export-source.ts';
import { exportFacts } from '../provenance.ts';
import { writeDepthExr } from './depth-exr.ts';
import type { DepthWriter } from './depth-job.ts';
import { depthPicture } from './depth-picture.ts';
import { writeDisplacement } from './displacement.ts';
import { writeFloatTiff, writeNpyImage, writePfm } from './float-images.ts';
import { writeGDepthJpeg } from './gdepth.ts';
import { writeGreyPng, writeGreyTiff } from './grey-images.ts';
import { writeMask, writeMatteExr, writeMattePng } from './matte.ts';
import { writeNormalExr, writeNormalPng } from './normal-map.ts';
import { writeNpz } from './npz.ts';
import { writePhotoshopTiff } from './photoshop-tiff.ts';
import { writePreviewImage } from './preview-image.ts';

const WRITERS: Record<DepthImageFormat, DepthWriter> = {
  png16: writeGreyPng,
  tiff16: writeGreyTiff,
  tiff32: writeFloatTiff,
  exr: writeDepthExr,
  pfm: writePfm,
  npy: writeNpyImage,
  npz: writeNpz,
  preview: writePreviewImage,
  photoshop: writePhotoshopTiff,
  gdepth: writeGDepthJpeg,
  'matte-png16': writeMattePng,
  'matte-exr': writeMatteExr,
  mask: writeMask,
  normals: writeNormalPng,
  'normals-exr': writeNormalExr,
  displacement: writeDisplacement,
};

/** How much of the work is making the plane. */
const PLANE_SHARE = 0.2;

/**
 * Writes a run's depth as a picture, with what its numbers mean in the file where the format has room for it, and all facts in
 * `<path>.json`; near and far are metres. Grey codes give the values back to within half a step, float formats hold them exactly. Returns
 * the file's length in bytes.
 * Throws `bad-input` where the options do not fit the map, `too-large` where the format cannot hold it, `not-found`, `no-permission`,
 * `bad-input`, `not-an-image`, `unsupported-format` or `too-large` where the photo cannot be read, `cancelled` once the signal says stop,
 * `exists`, `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` where the file cannot be written.
 */
export async function writeDepthImage(
  source: ExportSource,
  options: DepthImageOptions,
  path: string,
  { report, ...writing }: ExportOptions,
): Promise<number> {
  return writeFileWithSidecar(path, writing, async (sink, patch) => {
    const picture = depthPicture(source, options);
    stopIfCancelled(writing.signal);
    report?.(PLANE_SHARE);
    const facts = await WRITERS[options.format]({
      source,
      options,
      picture,
      sink,
      patch,
      report: (share) => report?.(PLANE_SHARE + (1 - PLANE_SHARE) * share),
      stopIfCancelled: () => stopIfCancelled(writing.signal),
    });
    report?.(1);
    const { width, height, window, camera } = picture;
    return {
      ...exportFacts('depth-image', source, options, depthImageFormats),
      depthImage: { ...facts, width, height, window, camera },
    };
  });
}
