import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DepthroomError } from '../../contract/errors.ts';
import { systemFailure } from '../disk/system-failure.ts';
import { readWholeFile } from '../formats/read-whole-file.ts';
import { readZip, type ZipEntry } from '../formats/read-zip.ts';
import { CUDA_LIBRARIES } from './added-cuda.ts';

/** The libraries of CUDA's provider, wherever they come from. */
export interface ProviderSource {
  /** What sentences call it. */
  name: string;
  /** The bytes of a library of `CUDA_LIBRARIES`, held to the sha256 that its package states. Throws `bad-input` where it is damaged. */
  library(name: string): Promise<Buffer>;
}

const PACKAGE = 'onnxruntime-gpu';
/** Where the libraries lie in the package. */
const INSIDE = 'onnxruntime/capi';
/** The largest of them has 272 MB. */
const MOST_BYTES = 2 ** 30;

/**
 * Finds the libraries in a wheel of onnxruntime-gpu, in a folder that such a wheel lies in, or in one that pip installed it to (a Python
 * environment, `site-packages`, `pip install --target`). Nothing but the version that is given is taken. Throws `bad-input` where it is no
 * such wheel or folder, is of another version or damaged, `not-found`, `no-permission`, `too-large` or `internal` where it cannot be read.
 */
export async function readProviderSource(path: string, version: string): Promise<ProviderSource> {
  const facts = await stat(path).catch((thrown) => {
    throw systemFailure(thrown, `read ${basename(path)}`);
  });
  if (!facts.isDirectory()) return readWheel(path, version);
  const names = await readdir(path).catch((thrown) => {
    throw systemFailure(thrown, `read ${basename(path)}`);
  });
  const wheels = names.filter((name) => /^onnxruntime_gpu-.*\.whl$/.test(name));
  const fitting = wheels.find((name) => name.startsWith(`onnxruntime_gpu-${version}-`)) ?? wheels[0];
  if (fitting !== undefined) return readWheel(join(path, fitting), version);
  return readInstalled(path, version);
}

async function readWheel(path: string, version: string): Promise<ProviderSource> {
  const name = basename(path);
  const stated = /^onnxruntime_gpu-([\d.]+)-.*\.whl$/.exec(name);
  if (stated && stated[1] !== version) throw otherVersion(name, stated[1], version);
  if (stated && !/linux.*_x86_64\.whl$/.test(name))
    throw refuse(version, `${name} is for another operating system or processor`);
  let entries: ZipEntry[];
  const bytes = await readWholeFile(path, name);
  try {
    entries = readZip(bytes, name);
  } catch {
    throw refuse(version, `${name} is no such file, or is damaged`);
  }
  const read = (entry: ZipEntry | undefined): Buffer | null => {
    if (!entry || entry.size > MOST_BYTES) return null;
    try {
      return entry.bytes();
    } catch {
      throw refuse(version, `${name} is damaged`);
    }
  };
  const info = `onnxruntime_gpu-${version}.dist-info`;
  const find = (inside: string) => entries.find((entry) => entry.name === inside);
  const metadata =
    find(`${info}/METADATA`) ?? entries.find(({ name }) => /^[^/]+\.dist-info\/METADATA$/.test(name));
  requireVersion(read(metadata)?.toString() ?? null, name, version);
  const hashes = hashesOf(read(find(`${info}/RECORD`))?.toString() ?? '');
  return sourceOf(name, version, hashes, async (library) => read(find(`${INSIDE}/${library}`)));
}

async function readInstalled(folder: string, version: string): Promise<ProviderSource> {
  const name = basename(folder);
  const python = (await readdir(join(folder, 'lib')).catch(() => []))
    .filter((each) => each.startsWith('python'))
    .map((each) => join(folder, 'lib', each, 'site-packages'));
  // The folder may be that of the libraries itself.
  const roots = [folder, ...python, join(folder, '..'), join(folder, '..', '..')];
  const root = roots.find((each) => existsSync(join(each, INSIDE, CUDA_LIBRARIES[1])));
  if (root === undefined) throw refuse(version, `${name} holds neither it nor what pip makes of it`);
  const infos = (await readdir(root)).filter((each) => /^onnxruntime_gpu-.*\.dist-info$/.test(each));
  const info = infos.find((each) => each === `onnxruntime_gpu-${version}.dist-info`) ?? infos[0];
  const text = (file: string) => readFile(join(root, info ?? '', file), 'utf8').catch(() => null);
  requireVersion(info === undefined ? null : await text('METADATA'), name, version);
  const hashes = hashesOf((await text('RECORD')) ?? '');
  return sourceOf(name, version, hashes, (library) => readWholeFile(join(root, INSIDE, library), library));
}

function sourceOf(
  name: string,
  version: string,
  hashes: ReadonlyMap<string, string>,
  read: (library: string) => Promise<Buffer | null>,
): ProviderSource {
  return {
    name,
    async library(library) {
      const bytes = await read(library);
      if (bytes === null || bytes.length === 0) throw refuse(version, `${name} holds no ${library}`);
      // PEP 376: urlsafe base64 without its padding.
      const hash = createHash('sha256').update(bytes).digest('base64url');
      if (hashes.get(`${INSIDE}/${library}`) !== hash)
        throw refuse(version, `${library} in ${name} is not what the package says of it (sha256)`);
      return bytes;
    },
  };
}

/** The sha256 of each file by its path, as a RECORD states them (PEP 376). */
function hashesOf(record: string): Map<string, string> {
  return new Map(
    record.split('\n').flatMap((line) => {
      const [, path, hash] = /^"?([^",]+)"?,sha256=([\w-]+),/.exec(line) ?? [];
      return path === undefined ? [] : [[path, hash] as const];
    }),
  );
}

function requireVersion(metadata: string | null, name: string, version: string): void {
  const field = (key: string) => new RegExp(`^${key}: (.+?)\\r?$`, 'm').exec(metadata ?? '')?.[1];
  const found = field('Name')
    ?.toLowerCase()
    .replace(/[-_.]+/g, '-');
  if (found !== PACKAGE) throw refuse(version, `${name} is ${found ?? 'something else'}`);
  if (field('Version') !== version) throw otherVersion(name, field('Version') ?? 'unknown', version);
}

function otherVersion(name: string, found: string, version: string): DepthroomError {
  return refuse(version, `${name} is of version ${found}`);
}

function refuse(version: string, found: string): DepthroomError {
  return new DepthroomError(
    'bad-input',
    `Expected the wheel ${PACKAGE} ${version} for Linux x64, or a folder that pip made of it, but ${found}; get it with ${downloadCommand(version)}.`,
  );
}

/** What brings the wheel, with the libraries of CUDA and cuDNN beside it, into the folder `cuda`. */
export function downloadCommand(version: string): string {
  return `pip install --target cuda "${PACKAGE}[cuda,cudnn]==${version}"`;
}
