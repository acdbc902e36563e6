import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { seeded } from '../seeded.ts';

/** What a person has around a project: photos, ground truth of their sizes, a pack to be added, a place for exports, other projects. */
export interface Scene {
  folder: string;
  photos: string[];
  /** `<width>x<height>.png`: millimetres in 16 bits. */
  truths: string;
  pack: string;
  packId: string;
  /** Where exports are written that do not lie in the project. */
  output: string;
  projects: string[];
  dataFolder: string;
}

const IMAGES = fileURLToPath(new URL('../../parity/images', import.meta.url));
const PACK = fileURLToPath(new URL('../../parity/packs/marigold-lcm', import.meta.url));
const SMALL = ['coffee_80x96.png', 'chelsea_83x61.png', 'camera_72x100_grey.png', 'drawn_29x40.png'];

/** Makes the files of a person in an empty folder; `person` is theirs alone, and nothing may ever change there. */
export async function makeScene(folder: string): Promise<Scene> {
  const person = join(folder, 'person');
  const truths = join(person, 'truths');
  await mkdir(truths, { recursive: true });
  const photos = SMALL.map((name) => join(person, name));
  for (const path of photos) {
    await cp(join(IMAGES, path.slice(person.length + 1)), path);
    const { width, height } = await sharp(path).metadata();
    await writeTruth(truths, width, height);
  }
  const pack = join(person, 'pack');
  await cp(PACK, pack, { recursive: true });
  const { id } = JSON.parse(await readFile(join(pack, 'pack.json'), 'utf8')) as { id: string };
  const output = join(folder, 'output');
  await mkdir(output);
  await writeFile(join(person, 'notes.txt'), 'nobody but me writes here');
  const projects = ['first', 'second'].map((name) => join(folder, name));
  const dataFolder = join(folder, 'data');
  return { folder, photos, truths, pack, packId: id, output, projects, dataFolder };
}

/** A slope with some noise, as a depth camera would have seen it. */
async function writeTruth(folder: string, width: number, height: number): Promise<void> {
  const random = seeded(width * height);
  const codes = Uint16Array.from({ length: width * height }, (_, p) =>
    random() < 0.1 ? 0 : 1000 + 20 * Math.floor(p / width) + 100 * random(),
  );
  await sharp(codes, { raw: { width, height, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toFile(join(folder, `${width}x${height}.png`));
}
