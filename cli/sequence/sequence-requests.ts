import type { DepthKind } from '../../contract/depth-map.ts';
import type { DepthImageOptions } from '../../contract/exports/depth-image.ts';
import type { WantedFile } from '../../contract/exports/export-estimate.ts';
import { EXPORT_KINDS } from '../../contract/exports/export-kinds.ts';
import { metricScale } from '../../contract/maths/depth-in-metres.ts';
import type { SharedMetres } from '../../core/worker/sequence-task.ts';
import { exportRequest, FORMATS } from '../photos/export-request.ts';
import { counted } from '../terminal/counted.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';

/** A kind of file that is written for each frame. */
export interface Wanted {
  request: WantedFile;
  extension: string;
}

/** What is one for all frames. */
export interface Planned {
  wanted: readonly Wanted[];
  range: { minimum: number; maximum: number; from: string };
  metres: { near: number; far: number } | null;
  /** What makes metres of relative values, the same for every frame. */
  shared: SharedMetres | null;
  edgeCut: number | null;
}

/**
 * The files of each frame. An option goes to the formats that know it. Throws `bad-input` where none does, two formats have one extension, or a
 * format has a scale of its own for each frame.
 */
export function planRequests(words: readonly string[], given: Record<string, unknown>): Wanted[] {
  const foreign = Object.keys(given).find((name) =>
    words.every((word) => !FORMATS[word].options.includes(name)),
  );
  const wanted = words.map((word) => {
    if (word === 'stl')
      throw new NotUnderstood(
        'A relief (stl) is scaled to each frame by itself, which no sequence can use: choose ply-mesh, obj or glb.',
      );
    const known = Object.entries(given).filter(
      ([name]) => name === foreign || FORMATS[word].options.includes(name),
    );
    return exportRequest({ format: word, out: '', isFolder: true, given: Object.fromEntries(known) });
  });
  const extensions = wanted.map(({ extension }) => extension);
  const twice = extensions.find((extension, k) => extensions.indexOf(extension) !== k);
  if (twice !== undefined)
    throw new NotUnderstood(
      `Two of the formats end in .${twice}, and would be written over each other: write one of them into another folder.`,
    );
  return wanted;
}

/**
 * The same with the one range of all frames where grey is written, and with what makes metres of relative values. Throws `bad-input` where
 * near and far are missing for a format that needs metres, or are not 0 < near < far.
 *
 * @param found smallest and largest aligned value of all frames
 */
export function sharedRequests(
  wanted: readonly Wanted[],
  { kind, frames }: { kind: DepthKind; frames: readonly unknown[] },
  found: { minimum: number; maximum: number },
): Planned {
  const options = Object.assign({}, ...wanted.map(({ request }) => request.options)) as {
    near?: number;
    far?: number;
    minimum?: number;
    maximum?: number;
    edgeCut?: number;
  };
  const { near, far, edgeCut } = options;
  const needsMetres = wanted.some(({ request }) => request.kind !== 'depth-image');
  const isStated = near !== undefined || far !== undefined;
  let shared: SharedMetres | null = null;
  if (kind !== 'metric' && (needsMetres || isStated)) {
    const values = Float32Array.of(found.minimum, found.maximum);
    const scale = metricScale({ kind, width: 2, height: 1, values }, near, far);
    if (scale.kind !== 'metric') shared = scale;
  }
  const metres = shared && { near: shared.nearInMetres, far: shared.farInMetres };
  const ends = metres ? { minimum: metres.near, maximum: metres.far } : found;
  const isGiven = options.minimum !== undefined && options.maximum !== undefined;
  const range = {
    minimum: options.minimum ?? ends.minimum,
    maximum: options.maximum ?? ends.maximum,
    from: isGiven || metres ? 'as stated' : `found in ${counted(frames.length, 'frame')}`,
  };
  const { minimum, maximum } = range;
  return {
    wanted: wanted.map(({ request, extension }) => ({
      extension,
      request: withRange(request, minimum, maximum),
    })),
    range,
    metres,
    shared,
    edgeCut: edgeCut ?? null,
  };
}

/**
 * Whether nothing of the scale is found in the frames, so that parts of a sequence agree that were written one by one: metres of a model, with grey
 * between stated ends. `kind`: null where it is not known.
 */
export function hasStatedScale(wanted: readonly Wanted[], kind: DepthKind | null): boolean {
  const isStated = (request: WantedFile) => {
    const { minimum, maximum } = request.options as Partial<DepthImageOptions>;
    return !knows(request, 'minimum') || (minimum !== undefined && maximum !== undefined);
  };
  return kind === 'metric' && wanted.every(({ request }) => isStated(request));
}

function knows({ kind, options }: WantedFile, option: string): boolean {
  const formats: Record<string, { options: readonly string[] }> = EXPORT_KINDS[kind].formats;
  return formats[options.format].options.includes(option);
}

/** Near and far have done their work before the frame is written. */
function withRange(request: WantedFile, minimum: number, maximum: number): WantedFile {
  const { near: _near, far: _far, ...options } = request.options;
  if (request.kind !== 'depth-image') return { ...request, options } as WantedFile;
  return {
    ...request,
    options: knows(request, 'minimum') ? { ...options, minimum, maximum } : options,
  } as WantedFile;
}
