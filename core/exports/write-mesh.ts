import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { MeshOptions } from '../../contract/geometry.ts';
import type { ExportOptions, ExportSource } from './export-source.ts';
import { writeGlb } from './glb.ts';
import { type BuiltMesh, buildMesh } from './mesh.ts';
import { materialText, writeObj } from './obj.ts';
import { photoTexture } from './photo-texture.ts';
import { writePlyMesh } from './ply-mesh.ts';
import { plainLine, provenanceLines, provenanceOf } from './provenance.ts';
import { type Sidecar, stopIfCancelled, writeFile, writeFileWithSidecar } from './write-file.ts';

/**
 * Writes the surface of a run in the format that the options name, with its facts in the file and in `<path>.json`. An OBJ has its
 * material and texture beside it. Returns the length of the file itself in bytes.
 */
export async function writeMesh(
  source: ExportSource,
  options: MeshOptions,
  path: string,
  writing: ExportOptions,
): Promise<number> {
  const built = await buildMesh(source, options, writing);
  const report = (fraction: number) => writing.report?.(0.75 + fraction / 4);
  const sidecar: Sidecar = {
    format: 'depthroom-export',
    formatVersion: 1,
    type: 'mesh',
    ...provenanceOf(source),
    options,
    geometry: built.facts,
  };
  if (options.format === 'obj') return writeObjFiles(source, options, path, writing, built, sidecar);
  const texture =
    built.hasTexture && options.texture !== 'none'
      ? await photoTexture(source.photoPath, options.texture)
      : null;
  stopIfCancelled(writing.signal);
  return writeFileWithSidecar(path, writing, async (sink) => {
    if (options.format === 'glb') {
      const facts = { name: source.photo.name, texture, camera: perspectiveOf(source), extras: sidecar };
      await writeGlb(sink, built.mesh, facts, report);
    } else await writePlyMesh(sink, built.mesh, commentsOf(source, built), report);
    return sidecar;
  });
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
  const { axes, units } = facts as { axes: { name: string; words: string }; units: string };
  return [
    ...provenanceLines(provenanceOf(source)),
    plainLine(`units: ${units}`),
    `axes: ${axes.name} (${axes.words}; right-handed, camera at the origin)`,
    'colours: sRGB',
  ];
}

/** Three files that name one another; where one cannot be written, those before it go again. */
async function writeObjFiles(
  source: ExportSource,
  options: MeshOptions,
  path: string,
  writing: ExportOptions,
  built: BuiltMesh,
  sidecar: Sidecar,
): Promise<number> {
  const { report, ...files } = writing;
  const written: string[] = [];
  const put = async (name: string, bytes: Uint8Array) => {
    const beside = join(dirname(path), name);
    await writeFile(beside, files, (sink) => sink(bytes));
    written.push(beside);
  };
  // Many readers end a name at the first space.
  const stem = basename(path)
    .replace(/\.obj$/i, '')
    .replace(/[^\w.-]/g, '_');
  let material: string | null = null;
  try {
    if (built.hasTexture && options.texture !== 'none') {
      const picture = `${stem}.${options.texture === 'png' ? 'png' : 'jpg'}`;
      material = `${stem}.mtl`;
      await put(picture, (await photoTexture(source.photoPath, options.texture)).bytes);
      await put(material, Buffer.from(materialText(picture)));
    }
    return await writeFileWithSidecar(path, files, async (sink) => {
      const text = { comments: commentsOf(source, built), material };
      await writeObj(sink, built.mesh, text, (fraction) => report?.(0.75 + fraction / 4));
      return { ...sidecar, files: written.map((file) => basename(file)) };
    });
  } catch (thrown) {
    if (!writing.overwrite) for (const file of written) await rm(file, { force: true });
    throw thrown;
  }
}
