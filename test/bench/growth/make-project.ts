import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Photo } from '../../../contract/photo.ts';
import type { Run } from '../../../contract/run.ts';
import { openProject, type Project } from '../../../core/project/project.ts';
import { photoOf, runOf } from '../../fixtures/finished-run.ts';

/** So many rows are written together. */
const AT_ONCE = 1_000;
/** So many different pictures there are. */
const PICTURES = 24;
const SIZE = { width: 64, height: 48 };

/** An id that is the same each time. */
export function idOf(kind: string, number: number): string {
  const digits = createHash('sha256').update(`${kind} ${number}`).digest('hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

/** Makes a project of so many photos with so many runs, spread over them, by the rows that the app writes. */
export async function makeProject(folder: string, photos: number, runs: number): Promise<void> {
  const project = await openProject(folder, { create: true });
  try {
    const thumbnails = await keepPictures(project, 320, 240);
    const previews = await keepPictures(project, 640, 480);
    const plane = await keepPlane(project);
    const addFile = project.database.prepare('INSERT OR IGNORE INTO files VALUES (?, ?, ?)');
    await inParts(project, photos, (number) => {
      // The page reads no original; each photo has one of its own.
      const original = createHash('sha256').update(`original ${number}`).digest('hex');
      addFile.run(original, 'image/jpeg', 5_000_000);
      const files = {
        original,
        preview: previews[number % PICTURES],
        thumbnail: thumbnails[number % PICTURES],
      };
      project.photos.insert(photo(number, files));
    });
    await inParts(project, runs, (number) => project.runs.insert(finishedRun(number, photos, plane)));
  } finally {
    await project.lock.release(false);
    project.close();
  }
}

async function inParts(project: Project, count: number, add: (number: number) => void): Promise<void> {
  for (let from = 0; from < count; from += AT_ONCE)
    await project.write(() => {
      for (let number = from; number < Math.min(count, from + AT_ONCE); number++) add(number);
    });
}

async function keepPictures(project: Project, width: number, height: number): Promise<string[]> {
  const folder = project.files.temporary();
  await mkdir(folder);
  const paths: string[] = [];
  for (let k = 0; k < PICTURES; k++) {
    const path = join(folder, String(k));
    const background = { r: (k * 53) % 256, g: (k * 97) % 256, b: (k * 151) % 256 };
    await writeFile(
      path,
      await sharp({ create: { width, height, channels: 3, background } })
        .jpeg()
        .toBuffer(),
    );
    paths.push(path);
  }
  const staged = await project.files.stage(paths.map((path) => ({ path, type: 'image/jpeg' })));
  return project.files.write(staged, ({ put }) => staged.map(put));
}

async function keepPlane(project: Project): Promise<string> {
  const path = project.files.temporary();
  await writeFile(
    path,
    new Uint8Array(
      Float32Array.from({ length: SIZE.width * SIZE.height }, (_, at) => 1 + (at % SIZE.width)).buffer,
    ),
  );
  const staged = await project.files.stage([{ path, type: 'application/octet-stream' }]);
  const [address] = await project.files.write(staged, ({ put }) => staged.map(put));
  return address;
}

const depth = { kind: 'metric', ...SIZE, values: new Float32Array(SIZE.width * SIZE.height) } as const;

const timeOf = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString();

function photo(number: number, files: Photo['files']): Photo {
  return {
    ...photoOf({
      depth,
      photo: { width: 4000, height: 3000 },
      name: `IMG_${String(number).padStart(5, '0')}.jpg`,
    }),
    id: idOf('photo', number),
    format: 'jpeg',
    camera: 'Camera of the benchmark',
    takenAt: timeOf(number * 7919),
    preview: { width: 640, height: 480 },
    files,
    addedAt: timeOf(number),
  };
}

/** A run as the app leaves it, by one of four packs. */
function finishedRun(number: number, photos: number, file: string): Run {
  const run = runOf({ depth, photo: { width: 4000, height: 3000 } });
  const plane = { ...SIZE, file };
  return {
    ...run,
    id: idOf('run', number),
    photoId: idOf('photo', number % photos),
    packId: ['zoedepth', 'marigold', 'metricgold', 'fastdepth'][Math.floor(number / photos) % 4],
    packTitle: 'Pack of the benchmark',
    packHash: createHash('sha256').update('pack').digest('hex'),
    options: { steps: 4, ensemble: 5, seed: number, size: 768, half: true },
    engineId: idOf('engine', 0),
    queuedAt: timeOf(20_000 + number),
    startedAt: timeOf(20_001 + number),
    finishedAt: timeOf(20_003 + number),
    stages: ['decode', 'open', 'encode', 'denoise', 'decode latents', 'resize'].map((name) => ({
      name,
      milliseconds: 12.5,
    })),
    peakMemoryBytes: 1_500_000_000,
    result: run.result && { ...run.result, model: plane, view: plane, minimum: 1, maximum: SIZE.width },
    notes: ['Worked in half precision, as the pack says.'],
  };
}
