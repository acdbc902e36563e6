import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type BenchmarkSample, benchmarkSampleSchema } from '../../../contract/compare/benchmark.ts';
import { DepthroomError } from '../../../contract/errors.ts';
import { requireOrdinaryFile } from '../../disk/require-ordinary-file.ts';
import { systemFailure } from '../../disk/system-failure.ts';

const PHOTOS = new Set(['.jpg', '.jpeg', '.png', '.webp', '.avif', '.tif', '.tiff', '.gif']);
const DEPTHS = new Set([
  '.png',
  '.tif',
  '.tiff',
  '.exr',
  '.pfm',
  '.npy',
  '.npz',
  '.h5',
  '.hdf5',
  '.dpt',
  '.bin',
  '.raw',
]);

/** Words that a name or a folder has because it is truth, a mask or a photo: what is left of two names is what they share. */
const DEPTH_WORDS =
  /(^|[-_./])(sync_)?(ground[-_]?truth|groundtruth|gt|depth_meters|geometry_hdf5|depths?|depth[-_]?(map|raw|gt|image)|proj_depth|disp(arity)?)(?=$|[-_./])/gi;
const MASK_WORDS = /(^|[-_./])(depth[-_])?(valid[-_]?)?masks?(?=$|[-_./])/gi;
const PHOTO_WORDS =
  /(^|[-_./])(sync_)?(rgb|images?|imgs?|colou?rs?|photos?|left|tonemap|final_preview|image_0[23]|raw_data)(?=$|[-_./])/gi;

/**
 * The samples of a dataset: a manifest (.csv with a header, .jsonl or .json lines: `image`, `depth`, and `mask`, `scale`, `fx`, `fy`, `cx`,
 * `cy` where there are such), whose paths are relative to it, or a folder in which photos and truth are called alike but for words like
 * `rgb` and `depth` (in names or folders). Sorted by name.
 * Throws `not-found` where there is nothing, `bad-input` where a line of a manifest says too little or a photo has two truths, and
 * `no-permission` or `internal` where the system does not read it.
 */
export async function findSamples(dataset: string): Promise<BenchmarkSample[]> {
  const facts = await stat(dataset).catch((thrown) => {
    throw systemFailure(thrown, `read the dataset ${dataset}`);
  });
  const samples = facts.isDirectory() ? await pairFiles(dataset) : await readManifest(dataset);
  const names = new Set<string>();
  for (const { name } of samples) {
    if (names.has(name))
      throw new DepthroomError(
        'bad-input',
        `Expected each sample once, but ${name} is there twice: give each line a "name" of its own.`,
      );
    names.add(name);
  }
  return samples;
}

async function pairFiles(folder: string): Promise<BenchmarkSample[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/'))
    .sort();
  const masks = new Map<string, string>();
  const depths = new Map<string, string>();
  const photos: string[] = [];
  for (const file of files) {
    const ending = extname(file).toLowerCase();
    if (hasWord(file, MASK_WORDS) && DEPTHS.has(ending)) masks.set(keyOf(file), file);
    else if (hasWord(file, DEPTH_WORDS) && DEPTHS.has(ending)) keepOnce(depths, file);
    else if (PHOTOS.has(ending)) photos.push(file);
  }
  // Truth that differs from its photo by the extension alone has no word in its name.
  for (const file of files) {
    const ending = extname(file).toLowerCase();
    if (PHOTOS.has(ending) || !DEPTHS.has(ending) || hasWord(file, MASK_WORDS)) continue;
    if (!depths.has(keyOf(file))) depths.set(keyOf(file), file);
  }
  const samples = photos.flatMap((image): BenchmarkSample[] => {
    const depth = depths.get(keyOf(image));
    const mask = masks.get(keyOf(image));
    if (depth === undefined) return [];
    const at = (file: string) => join(folder, file);
    return [{ name: image, image: at(image), depth: at(depth), ...(mask ? { mask: at(mask) } : {}) }];
  });
  if (samples.length === 0)
    throw new DepthroomError(
      'not-found',
      `Expected photos with truth of the same name in ${folder} (as in rgb/a.jpg and depth/a.png, or a.jpg and a_depth.npy), but there are none: name them in a manifest (CSV with the columns image and depth).`,
    );
  return samples;
}

function keepOnce(depths: Map<string, string>, file: string): void {
  const known = depths.get(keyOf(file));
  if (known !== undefined)
    throw new DepthroomError(
      'bad-input',
      `Expected one truth for each photo, but ${known} and ${file} are of the same one: name the right ones in a manifest (CSV with the columns image and depth).`,
    );
  depths.set(keyOf(file), file);
}

function hasWord(file: string, words: RegExp): boolean {
  return file.replace(/\.[^./]+$/, '').search(words) >= 0;
}

/** What a photo, its truth and its mask have in common: the path without the words that say which of them it is. */
function keyOf(file: string): string {
  return file
    .replace(/\.[^./]+$/, '')
    .replace(DEPTH_WORDS, '$1')
    .replace(MASK_WORDS, '$1')
    .replace(PHOTO_WORDS, '$1')
    .replace(/[-_./]+/g, '/')
    .replace(/^\/|\/$/g, '')
    .toLowerCase();
}

async function readManifest(path: string): Promise<BenchmarkSample[]> {
  const file = basename(path);
  await requireOrdinaryFile(path, file);
  const text = await readFile(path, 'utf8').catch((thrown) => {
    throw systemFailure(thrown, `read ${file}`);
  });
  const rows = extname(path).toLowerCase() === '.csv' ? csvRows(text, file) : jsonRows(text, file);
  if (rows.length === 0)
    throw new DepthroomError('not-found', `Expected samples in ${file}, but it has none.`);
  return rows.map((row, k) => sampleOf(row, dirname(path), `sample ${k + 1} of ${file}`));
}

function csvRows(text: string, file: string): Record<string, string>[] {
  let names: string[] = [];
  const rows = parseCells(text, file, (header) => {
    names = header.map((name) => name.trim().toLowerCase());
    return names;
  });
  if (!names.includes('image') || !names.includes('depth'))
    throw new DepthroomError(
      'bad-input',
      `Expected the columns "image" and "depth" in the first line of ${file}, but received "${names.join(', ')}".`,
    );
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')));
}

function parseCells(
  text: string,
  file: string,
  columns: (header: string[]) => string[],
): Record<string, string>[] {
  try {
    return parse(text, { bom: true, columns, trim: true, skip_empty_lines: true, relax_column_count: true });
  } catch (thrown) {
    throw new DepthroomError('bad-input', `${file} is no CSV: ${(thrown as Error).message}.`);
  }
}

function jsonRows(text: string, file: string): Record<string, unknown>[] {
  return text.split('\n').flatMap((line, k) => {
    if (line.trim() === '') return [];
    try {
      const row: unknown = JSON.parse(line);
      if (typeof row === 'object' && row !== null && !Array.isArray(row))
        return [row as Record<string, unknown>];
    } catch {
      // Said below.
    }
    throw new DepthroomError('bad-input', `Expected a JSON object on line ${k + 1} of ${file}.`);
  });
}

function sampleOf(row: Record<string, unknown>, folder: string, where: string): BenchmarkSample {
  const number = (name: string) => {
    const value = row[name];
    return value === undefined || value === '' ? undefined : Number(value);
  };
  const path = (name: string) => {
    const value = row[name];
    return typeof value === 'string' && value !== '' ? resolve(folder, value) : undefined;
  };
  const camera = (['fx', 'fy', 'cx', 'cy'] as const).map(number);
  const [fx, fy, cx, cy] = camera;
  const scale = number('scale');
  const mask = path('mask');
  const parsed = benchmarkSampleSchema.safeParse({
    name: typeof row.name === 'string' && row.name !== '' ? row.name : row.image,
    image: path('image'),
    depth: path('depth'),
    ...(mask === undefined ? {} : { mask }),
    ...(scale === undefined ? {} : { scale }),
    ...(row.intrinsics === undefined
      ? camera.every((value) => value === undefined)
        ? {}
        : { intrinsics: { fx, fy, cx, cy } }
      : { intrinsics: row.intrinsics }),
  });
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].join(', ');
  throw new DepthroomError(
    'bad-input',
    `Expected paths as "image" and "depth", and numbers above zero as "scale", "fx" and "fy", but ${where} has no such ${fields}.`,
  );
}
