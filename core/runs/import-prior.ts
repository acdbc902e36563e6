import { basename } from 'node:path';
import { readNpy } from '../formats/read-npy.ts';
import type { Context } from '../project/context.ts';
import { writePlane } from '../project/planes.ts';
import { planeOption } from './plane-prior.ts';

/** Keeps a coarse disparity map that lies in a .npy ([height, width], larger is nearer), to be refined. Answers with the option that names it. */
export async function importPrior({ project }: Context, path: string): Promise<string> {
  const { values, height, width } = await readNpy(path);
  const temporary = project.files.temporary();
  await writePlane(temporary, values);
  const address = await project.files.keepForSession(temporary, 'application/octet-stream');
  return planeOption({ address, width, height, name: basename(path) });
}
