import { basename, dirname, join } from 'node:path';
import { DepthroomError } from '../../../contract/errors.ts';
import { MOST_OBJ_TRIANGLES } from '../../../contract/exports/limits.ts';
import { refuseWhatIsThere } from '../../disk/part-file.ts';
import { removeLeftFile } from '../../disk/remove-left.ts';
import { type Sink, type WriteOptions, writeFile, writeFileWithSidecar } from '../../disk/write-file.ts';
import { writeZip } from '../../formats/write-zip.ts';
import type { MeshJob } from './mesh-job.ts';
import { materialText, writeObj } from './obj.ts';
import { photoTexture } from './photo-texture.ts';

type Texture = MeshJob['options']['texture'];

/** What an OBJ refers to; names have no spaces, where many readers would end them. */
interface Companions {
  material: string | null;
  files: { name: string; bytes: Uint8Array }[];
}

/**
 * Writes an OBJ with its material and texture beside it; where one cannot be written, those before it go again. Axes and unit are those of
 * the mesh. Returns the length of the OBJ in bytes. Throws `not-found`, `no-permission`, `bad-input`, `not-an-image`, `unsupported-format`
 * or `too-large` where the photo cannot be read, `cancelled` once the signal says stop, `exists`, `no-permission`, `no-space`, `not-found`,
 * `bad-input` or `internal` where the file cannot be written.
 */
export async function writeObjFiles(job: MeshJob, path: string, writing: WriteOptions): Promise<number> {
  await refuseWhatIsThere(path, writing.overwrite);
  const { material, files } = await companionsOf(job, companionStem(path));
  const written: string[] = [];
  try {
    for (const { name, bytes } of files) {
      const beside = join(dirname(path), name);
      await writeFile(beside, writing, (sink) => sink(bytes));
      written.push(beside);
    }
    return await writeFileWithSidecar(path, writing, async (sink) => {
      await writeObj(sink, job.built.mesh, { comments: job.comments, material }, job.report);
      return { ...job.sidecar, files: files.map(({ name }) => name) };
    });
  } catch (thrown) {
    if (!writing.overwrite) for (const file of written) await removeLeftFile(file);
    throw thrown;
  }
}

/**
 * Writes an OBJ, its material and its texture as one ZIP archive, which is put together in memory. Axes and unit are those of the mesh.
 * Throws `too-large` where it has more than 8 million triangles or takes more than 3.75 GiB, `not-found`, `no-permission`, `bad-input`,
 * `not-an-image`, `unsupported-format` or `too-large` where the photo cannot be read, `cancelled`, `no-space`, `no-permission` or
 * `internal` where the sink does.
 */
export async function writeObjArchive(job: MeshJob, path: string, sink: Sink): Promise<void> {
  const { mesh } = job.built;
  if (mesh.triangles > MOST_OBJ_TRIANGLES) {
    throw new DepthroomError(
      'too-large',
      `An OBJ in an archive can have ${MOST_OBJ_TRIANGLES} triangles, but this one has ${mesh.triangles}: give it a budget of triangles, or choose GLB or PLY.`,
    );
  }
  const stem = companionStem(path);
  const { material, files } = await companionsOf(job, stem);
  const pieces: Uint8Array[] = [];
  const gather: Sink = async (bytes) => {
    pieces.push(bytes.slice());
  };
  await writeObj(gather, mesh, { comments: job.comments, material }, job.report);
  await writeZip(sink, [
    { name: `${stem}.obj`, pieces },
    ...files.map(({ name, bytes }) => ({ name, pieces: [bytes] })),
  ]);
}

async function companionsOf({ source, options, built }: MeshJob, stem: string): Promise<Companions> {
  if (!built.hasTexture || options.texture === 'none') return { material: null, files: [] };
  const [picture, material] = namesFor(stem, options.texture);
  const { bytes } = await photoTexture(source.photoPath, options.texture);
  return {
    material,
    files: [
      { name: picture, bytes },
      { name: material, bytes: Buffer.from(materialText(picture)) },
    ],
  };
}

/** What an OBJ of this name may have beside it: its texture and its material. None where no texture is wanted. */
export function companionNames(path: string, texture: Texture): string[] {
  return texture === 'none' ? [] : namesFor(companionStem(path), texture);
}

function namesFor(stem: string, texture: Texture): [picture: string, material: string] {
  return [`${stem}.${texture === 'png' ? 'png' : 'jpg'}`, `${stem}.mtl`];
}

function companionStem(path: string): string {
  return basename(path)
    .replace(/(\.obj)?(\.zip)?$/i, '')
    .replace(/[^\w.-]/g, '_');
}
