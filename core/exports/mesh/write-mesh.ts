import { DepthroomError } from '../../../contract/errors.ts';
import type { MeshOptions } from '../../../contract/exports/geometry.ts';
import { meshFormats } from '../../../contract/exports/geometry-formats.ts';
import { type Sidecar, type Sink, stopIfCancelled, writeFileWithSidecar } from '../../disk/write-file.ts';
import { cameraFacts } from '../camera/camera-facts.ts';
import type { ExportOptions, ExportSource } from '../export-source.ts';
import { exportFacts, plainLine, provenanceLines, provenanceOf } from '../provenance.ts';
import { writeGlb } from './glb.ts';
import { writeCompressedGlb } from './glb-meshopt.ts';
import { type BuiltMesh, buildMesh } from './mesh.ts';
import { type Companions, type WriteMain, writeMeshArchive, writeMeshFiles } from './mesh-files.ts';
import type { MeshJob } from './mesh-job.ts';
import { writeObj } from './obj.ts';
import { photoTexture, pixelTexture } from './photo-texture.ts';
import { writePlyMesh } from './ply-mesh.ts';
import { quantizedRecords } from './quantized-records.ts';
import { writeRelief } from './stl.ts';
import { joinTextured } from './textured-mesh.ts';
import { writeUsda } from './usda.ts';
import { writeUsdz } from './usdz.ts';
import { floatRecords } from './vertex-records.ts';

/**
 * Writes the surface of a run in the format that the options name, with its facts in the file and in `<path>.json`. An OBJ has its material
 * and texture beside it, or with them in an archive where the path ends in `.zip`. Returns the length of the file itself in bytes.
 * Throws `bad-input` where the options contradict each other or do not fit the map, `too-large` where the format cannot hold the mesh,
 * `not-found`, `no-permission`, `bad-input`, `not-an-image`, `unsupported-format` or `too-large` where the photo cannot be read,
 * `cancelled` once the signal says stop, `exists`, `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` where the file
 * cannot be written.
 */
export async function writeMesh(
  source: ExportSource,
  options: MeshOptions,
  path: string,
  { report, note, ...writing }: ExportOptions,
): Promise<number> {
  refuseLevels(options);
  if (options.format === 'stl') return writeRelief(source, options, path, { report, note, ...writing });
  const built = await buildMesh(source, options, { report, signal: writing.signal });
  for (const sentence of built.notes) note?.(sentence);
  const facts: Sidecar = {
    ...exportFacts('mesh', source, options, meshFormats),
    geometry: built.facts,
  };
  const job: MeshJob = {
    source,
    options,
    built,
    comments: commentsOf(source, built),
    facts,
    sidecar: { ...facts, camera: cameraFacts(source.photo, options.axes) },
    report: (fraction) => report?.(0.75 + fraction / 4),
  };
  const writeMain: WriteMain = (sink, companions) =>
    writeFormat(job, sink, companions, () => stopIfCancelled(writing.signal));
  if (!path.toLowerCase().endsWith('.zip')) return writeMeshFiles(job, path, writing, writeMain);
  return writeFileWithSidecar(path, writing, async (sink) => {
    await writeMeshArchive(job, path, sink, writeMain);
    return job.sidecar;
  });
}

function writeFormat(
  job: MeshJob,
  sink: Sink,
  { texture, behind, material }: Companions,
  stop: () => void,
): Promise<void> {
  const { built, comments, report } = job;
  switch (job.options.format) {
    case 'obj':
      return writeObj(sink, built.mesh, { comments, material, behind: built.behind?.mesh ?? null }, report);
    case 'usda':
      return writeUsda(job, { texture, behind }, sink);
    case 'usdz':
      return writeUsdz(job, sink);
    case 'ply':
      return writePlyMesh(
        sink,
        built.behind ? joinTextured(built.mesh, built.behind.mesh) : built.mesh,
        comments,
        report,
      );
    default:
      return writeGlbFile(job, sink, stop);
  }
}

function refuseLevels({ format, levels }: MeshOptions): void {
  if (format === 'glb' || levels === 1) return;
  throw new DepthroomError(
    'bad-input',
    `${format.toUpperCase()} holds one level of detail here, but ${levels} were asked for: choose GLB, or leave the levels out and write one file for each number of triangles.`,
  );
}

async function writeGlbFile(
  { source, options, built, facts: extras, report }: MeshJob,
  sink: Sink,
  stop: () => void,
): Promise<void> {
  const texture =
    built.hasTexture && options.texture !== 'none'
      ? await photoTexture(source.photoPath, options.texture)
      : null;
  stop();
  const behind = built.behind && {
    mesh: built.behind.mesh,
    texture:
      texture && options.texture !== 'none'
        ? await pixelTexture(built.behind.picture, options.texture)
        : null,
  };
  const facts = { name: source.photo.name, texture, behind, camera: perspectiveOf(source), extras };
  const levels = [built.mesh, ...built.coarser];
  // What meshopt packs is quantized in any case.
  if (options.compression === 'meshopt') await writeCompressedGlb(sink, levels, facts, report);
  else await writeGlb(sink, levels, facts, options.quantize ? quantizedRecords : floatRecords, report);
}

/** The photo's camera as glTF has it: it looks along -z. A principal point beside the middle cannot be said there. */
function perspectiveOf({ photo }: ExportSource): { yfov: number; aspectRatio: number } {
  const { fx, fy } = photo.intrinsics;
  return {
    yfov: 2 * Math.atan(photo.height / (2 * fy)),
    aspectRatio: (photo.width * fy) / (photo.height * fx),
  };
}

function commentsOf(source: ExportSource, { facts }: BuiltMesh): string[] {
  const { axes, units } = facts;
  return [
    ...provenanceLines(provenanceOf(source)),
    plainLine(`units: ${units}`),
    `axes: ${axes.name} (${axes.words}; right-handed, camera at the origin)`,
    'colours: sRGB',
  ];
}
