import { dirname, join } from 'node:path';
import { DepthroomError } from '../../../contract/errors.ts';
import { MOST_ARCHIVED_TRIANGLES } from '../../../contract/exports/limits.ts';
import { refuseWhatIsThere } from '../../disk/part-file.ts';
import { removeLeftFile } from '../../disk/remove-left.ts';
import {
  type Sidecar,
  type Sink,
  type WriteOptions,
  writeFile,
  writeFileWithSidecar,
} from '../../disk/write-file.ts';
import { writeZip } from '../../formats/write-zip.ts';
import { cameraFacts } from '../camera/camera-facts.ts';
import { nukeChan } from '../camera/nuke-chan.ts';
import { type Names, namesFor, plainStem } from './companion-names.ts';
import type { MeshJob } from './mesh-job.ts';
import { materialText } from './obj.ts';
import { photoTexture, pixelTexture } from './photo-texture.ts';

/** What lies beside a mesh, and by which names the mesh refers to it. */
export interface Companions {
  texture: string | null;
  /** The picture of what lies behind the surface. */
  behind: string | null;
  material: string | null;
  files: { name: string; bytes: Uint8Array }[];
}

/** Writes the mesh itself, which may refer to what lies beside it. */
export type WriteMain = (sink: Sink, companions: Companions) => Promise<void>;

/**
 * Writes a mesh with what lies beside it (the texture of an OBJ or USD, the material of an OBJ, the camera); where one cannot be written,
 * those before it go again. Returns the length of the mesh's file in bytes. Throws `not-found`, `no-permission`, `bad-input`,
 * `not-an-image`, `unsupported-format` or `too-large` where the photo cannot be read, `cancelled` once the signal says stop, `exists`,
 * `no-permission`, `no-space`, `not-found`, `bad-input` or `internal` where the file cannot be written.
 */
export async function writeMeshFiles(
  job: MeshJob,
  path: string,
  writing: WriteOptions,
  writeMain: WriteMain,
): Promise<number> {
  await refuseWhatIsThere(path, writing.overwrite);
  const companions = await companionsOf(job, namesFor(path, job.options));
  const written: string[] = [];
  try {
    for (const { name, bytes } of companions.files) {
      const beside = join(dirname(path), name);
      await writeFile(beside, writing, (sink) => sink(bytes));
      written.push(beside);
    }
    return await writeFileWithSidecar(path, writing, async (sink) => {
      await writeMain(sink, companions);
      return sidecarWith(job.sidecar, companions);
    });
  } catch (thrown) {
    if (!writing.overwrite) for (const file of written) await removeLeftFile(file);
    throw thrown;
  }
}

function sidecarWith(sidecar: Sidecar, { files }: Companions): Sidecar {
  if (files.length === 0) return sidecar;
  const lengths = files.map(({ name, bytes }) => [name, bytes.length]);
  return { ...sidecar, files: files.map(({ name }) => name), bytes: Object.fromEntries(lengths) };
}

/**
 * Writes a mesh and what else lies beside it as one ZIP archive, which is put together in memory. Throws `too-large` where it has more than
 * 8 million triangles or takes more than 3.75 GiB, `not-found`, `no-permission`, `bad-input`, `not-an-image`, `unsupported-format` or
 * `too-large` where the photo cannot be read, `cancelled`, `no-space`, `no-permission` or `internal` where the sink does.
 */
export async function writeMeshArchive(
  job: MeshJob,
  path: string,
  sink: Sink,
  writeMain: WriteMain,
): Promise<void> {
  const { mesh } = job.built;
  const { format } = job.options;
  if (mesh.triangles > MOST_ARCHIVED_TRIANGLES) {
    throw new DepthroomError(
      'too-large',
      `An ${format.toUpperCase()} in an archive can have ${MOST_ARCHIVED_TRIANGLES} triangles, but this one has ${mesh.triangles}: give it a budget of triangles, or choose GLB or PLY.`,
    );
  }
  const companions = await companionsOf(job, namesFor(path, job.options));
  const pieces: Uint8Array[] = [];
  const gather: Sink = async (bytes) => {
    pieces.push(bytes.slice());
  };
  await writeMain(gather, companions);
  await writeZip(sink, [
    { name: `${plainStem(path)}.${format}`, pieces },
    ...companions.files.map(({ name, bytes }) => ({ name, pieces: [bytes] })),
  ]);
}

async function companionsOf({ source, options, built }: MeshJob, names: Names): Promise<Companions> {
  const files: Companions['files'] = [];
  const behind = built.behind && names.behind;
  if (names.picture !== null && options.texture !== 'none') {
    const { bytes } = await photoTexture(source.photoPath, options.texture);
    files.push({ name: names.picture, bytes });
    if (built.behind && names.behind !== null) {
      const picture = await pixelTexture(built.behind.picture, options.texture);
      files.push({ name: names.behind, bytes: picture.bytes });
    }
    if (names.material !== null)
      files.push({ name: names.material, bytes: Buffer.from(materialText(names.picture, behind)) });
  }
  if (names.chan !== null) {
    const text = nukeChan(source.photo, options.axes, source.frame?.number);
    files.push({ name: names.chan, bytes: Buffer.from(text) });
  }
  if (names.json !== null) {
    const facts = cameraFacts(source.photo, options.axes);
    files.push({ name: names.json, bytes: Buffer.from(`${JSON.stringify(facts, null, 2)}\n`) });
  }
  return { texture: names.picture, behind, material: names.material, files };
}
