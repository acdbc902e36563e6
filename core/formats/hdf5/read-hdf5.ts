import { checkGrowth, checkSize, damaged } from '../limits.ts';
import type { NumberPlane } from '../number-plane.ts';
import { planeSides, readNpyPlane } from '../read-npy.ts';
import { npyHeader } from '../write-npy.ts';

/** A dataset of two sides in an HDF5 file. */
export interface Hdf5Plane {
  /** Its path in the file, without the first slash. */
  name: string;
  width: number;
  height: number;
  /** Unpacks it. */
  read(): NumberPlane;
}

/** The first bytes of an HDF5 file without a user block (HDF5 File Format Specification, III.A). */
export const HDF5_SIGNATURE = '\x89HDF\r\n\x1a\n';

/** More names than any file of a dataset has; stops one that leads in circles. */
const MOST_NAMES = 1_000;
/** `H5T_INTEGER` and `H5T_FLOAT`. */
const NUMBERS = [0, 1];

/**
 * Works with the planes of real numbers in an HDF5 file (height x width, row by row, as stored), in the order in which it names them. The
 * file is read in memory: nothing that it links to outside is there. Throws `bad-input` where it is damaged, would grow out of proportion
 * or is too large, `unsupported-format` where what is read holds something else than real numbers, and what `work` throws.
 */
export async function withHdf5Planes<Result>(
  bytes: Buffer,
  name: string,
  work: (planes: Hdf5Plane[]) => Result,
): Promise<Result> {
  // Four megabytes, for this format alone.
  const { default: hdf5 } = await import('h5wasm');
  const module = await hdf5.ready;
  // What is wrong with a file is thrown, and not printed for a developer.
  module.activate_throwing_error_handler();
  const path = '/truth.h5';
  module.FS.writeFile(path, bytes);
  let file: InstanceType<typeof hdf5.File> | null = null;
  try {
    file = openFile(() => new hdf5.File(path, 'r'), name);
    const { file_id: id } = file;
    const planes = datasetsIn(file).flatMap((dataset): Hdf5Plane[] => {
      const { metadata } = dataset;
      const sides = metadata.shape && planeSides(metadata.shape);
      if (!sides || !NUMBERS.includes(metadata.type)) return [];
      const [height, width] = sides;
      const read = () => {
        checkSize(width, height, name);
        const length = width * height * metadata.size;
        checkGrowth(length, bytes.length, name);
        const data = readBytes(module, { id, path: dataset.path, length }, name);
        const letter = metadata.type === 1 ? 'f' : metadata.signed ? 'i' : 'u';
        // The library turns big-endian numbers round as it reads them.
        const header = npyHeader(`<${letter}${metadata.size}`, [height, width]);
        return readNpyPlane(Buffer.concat([header, data]), name);
      };
      return [{ name: dataset.path.replace(/^\//, ''), width, height, read }];
    });
    return work(planes);
  } finally {
    file?.close();
    module.FS.unlink(path);
  }
}

type Library = typeof import('h5wasm').default;
type Module = Awaited<Library['ready']>;
type File = InstanceType<Library['File']>;
type Dataset = InstanceType<Library['Dataset']>;

function openFile(open: () => File, name: string): File {
  try {
    const file = open();
    if (typeof file.file_id === 'bigint' && file.file_id < 0n) throw damaged(name);
    return file;
  } catch {
    throw damaged(name);
  }
}

/** Datasets, those of deeper groups later. What cannot be looked at, links that lead out of the file among it, is passed over. */
function datasetsIn(file: File): Dataset[] {
  const found: Dataset[] = [];
  const groups: Pick<File, 'keys' | 'get' | 'get_link'>[] = [file];
  let names = 0;
  for (const group of groups)
    for (const key of group.keys()) {
      if (++names > MOST_NAMES) return found;
      // What a link leads to has a name of its own, and may be the group that the link lies in.
      if (attempt(() => group.get_link(key))) continue;
      const entity = attempt(() => group.get(key));
      if (entity === null) continue;
      if ('metadata' in entity && 'filters' in entity) found.push(entity as Dataset);
      else if ('keys' in entity) groups.push(entity as typeof file);
    }
  return found;
}

/** The library's own reader knows no numbers of 16 bits with a fraction, which Hypersim has. */
function readBytes(
  module: Module,
  { id, path, length }: { id: bigint; path: string; length: number },
  name: string,
): Uint8Array {
  const place = module._malloc(length);
  if (place === 0) throw damaged(name, 'it is larger than can be read');
  try {
    const status = attempt(() => module.get_dataset_data(id, path, null, null, null, BigInt(place)));
    if (status === null || status < 0) throw damaged(name);
    return module.HEAPU8.slice(place, place + length);
  } finally {
    module._free(place);
  }
}

function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
