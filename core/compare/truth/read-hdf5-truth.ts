import { type Hdf5Plane, withHdf5Planes } from '../../formats/hdf5/read-hdf5.ts';
import { damaged } from '../../formats/limits.ts';
import { chooseDepth } from './choose-depth.ts';
import type { RawTruth } from './raw-truth.ts';

/**
 * An HDF5 file: the dataset whose name says depth, else the first plane of numbers (height x width, row by row, in the unit of the file).
 * Hypersim's `frame.0000.depth_meters.hdf5` has one, called `dataset`, of distances along the ray in metres, NaN where nothing was hit.
 * Throws `bad-input` where the file is damaged, would grow out of proportion or has no plane of numbers, `unsupported-format` where it
 * holds something else than real numbers.
 */
export async function readHdf5Truth(bytes: Buffer, name: string): Promise<RawTruth> {
  return withHdf5Planes(bytes, name, (planes) => {
    const chosen: Hdf5Plane | undefined = chooseDepth(planes);
    if (!chosen) throw damaged(name, 'it holds no dataset of two dimensions with numbers');
    const others = planes.filter((plane) => plane !== chosen).map((plane) => `"${plane.name}"`);
    const note = `Read the dataset "${chosen.name}"${others.length > 0 ? `; also there: ${others.join(', ')}` : ''}.`;
    return { format: 'hdf5' as const, ...chosen.read(), notes: [note] };
  });
}
