import { mkdir, readdir, readFile, readlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import sharp from 'sharp';

/* What tests and the long programs of this folder do to projects on disk. */

/** Everything below a folder with its content; links with where they point. */
export async function contentsOf(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (entry.isFile()) found[name] = (await readFile(path)).toString('base64');
    else if (entry.isSymbolicLink()) found[name] = `-> ${await readlink(path)}`;
    else found[name] = 'a folder';
  }
  return found;
}

/** Writes files, each with its folder, and makes them look old. */
export async function writeOld(folder: string, files: Record<string, string>): Promise<void> {
  const longAgo = new Date('2020-01-01');
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    await utimes(path, longAgo, longAgo);
  }
}

/** Writes a small picture, another one for each number. */
export async function writeTinyPhoto(path: string, number: number): Promise<void> {
  const background = { r: number % 256, g: (number >> 8) % 256, b: 90 };
  await sharp({ create: { width: 24, height: 16, channels: 3, background } })
    .png()
    .toFile(path);
}

/** Writes the project of schema 2 into a folder: a photo, a run, a calibrated run, a comparison and an export, as they were written then. */
export async function unpackSchema2(folder: string): Promise<void> {
  const packed = await readFile(fileURLToPath(new URL('../fixtures/project-schema-2.br', import.meta.url)));
  const whole = brotliDecompressSync(packed);
  const end = whole.indexOf('\n');
  const list = JSON.parse(whole.toString('utf8', 0, end)) as { path: string; bytes: number }[];
  let at = end + 1;
  for (const { path, bytes } of list) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), whole.subarray(at, at + bytes));
    at += bytes;
  }
}

/** Runs statements on the database of a project that nobody has open. */
export function alterDatabase(folder: string, work: (database: Database.Database) => void): void {
  const database = new Database(join(folder, 'project.db'));
  work(database);
  database.close();
}

/** Names of the kept files of a project. */
export async function keptFiles(folder: string): Promise<string[]> {
  return (await readdir(join(folder, 'files'))).sort();
}
