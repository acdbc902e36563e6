import { basename } from 'node:path';
import type { DepthKind } from '../../contract/depth-map.ts';
import type { DepthImageOptions } from '../../contract/exports/depth-image.ts';
import type { WantedFile } from '../../contract/exports/export-estimate.ts';
import { EXPORT_KINDS } from '../../contract/exports/export-kinds.ts';
import { matteEdge } from '../../contract/exports/matte.ts';
import { metricScale } from '../../contract/maths/depth-in-metres.ts';
import type { SharedMetres } from '../../core/worker/sequence-task.ts';
import { exportRequest, FORMATS } from '../photos/export-request.ts';
import { exportPaths } from '../photos/output-paths.ts';
import { counted } from '../terminal/counted.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';

/** A kind of file that is written for each frame. */
export interface Wanted {
  request: WantedFile;
  extension: string;
}

/** Formats that write a file of one name, be it what lies beside a mesh, would fail after the work, or share it. */
function refuseShared(words: readonly string[], wanted: readonly Wanted[]): void {
  const owners = new Map<string, string>();
  for (const [k, { request, extension }] of wanted.entries())
    for (const name of exportPaths(`frame.${extension}`, request).map((path) => basename(path))) {
      const owner = owners.get(name);
      if (owner !== undefined)
        throw new NotUnderstood(
          `The formats ${owner} and ${words[k]} both write ${name.replace('frame', '<frame>')}, one over the other: write one of them into another folder.`,
        );
      owners.set(name, words[k]);
    }
}

interface Ends {
  minimum: number;
  maximum: number;
}

/** What is one for all frames. */
export interface Planned {
  wanted: readonly Wanted[];
  range: Ends & { from: string };
  metres: { near: number; far: number } | null;
  /** What makes metres of relative values, the same for every frame. */
  shared: SharedMetres | null;
  edgeCut: number | null;
  /** Where mattes end, and where the plane of displacements lies in metres; null where there are none. */
  nearerThan: number | null;
  plane: number | null;
}

/**
 * The files of each frame. An option goes to the formats that know it. Throws `bad-input` where none does, two formats write a file of
 * one name, or a format has a scale of its own for each frame.
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
  refuseShared(words, wanted);
  return wanted;
}

/**
 * The same with what is one for all frames: the range where grey is written, the end of mattes, the plane of displacements, and what makes metres
 * of relative values. Throws `bad-input` where
 * near and far are missing for a format that needs metres, or are not 0 < near < far.
 *
 * @param found smallest and largest aligned value of all frames
 */
export function sharedRequests(
  wanted: readonly Wanted[],
  { kind, frames }: { kind: DepthKind; frames: readonly unknown[] },
  found: Ends,
): Planned {
  const options = Object.assign({}, ...wanted.map(({ request }) => request.options)) as {
    near?: number;
    far?: number;
    minimum?: number;
    maximum?: number;
    edgeCut?: number;
    nearerThan?: number;
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
  const hasMattes = wanted.some(({ request }) => knows(request, 'nearerThan'));
  const nearerThan = hasMattes ? middleOf(ends, options.nearerThan) : null;
  const hasPlanes = wanted.some(({ request }) => request.options.format === 'displacement');
  const one = { minimum: range.minimum, maximum: range.maximum, ...(hasMattes ? { nearerThan } : {}) };
  return {
    wanted: wanted.map(({ request, extension }) => ({ extension, request: withShared(request, one) })),
    range,
    nearerThan,
    plane: hasPlanes ? ends.maximum : null,
    metres,
    shared,
    edgeCut: edgeCut ?? null,
  };
}

/** Where mattes of all frames end, by the rule of one map. */
function middleOf({ minimum, maximum }: Ends, nearerThan: number | undefined): number {
  return matteEdge([minimum, maximum], 'metric', { nearerThan, soft: 0, polarity: 'near-white' }).at;
}

/**
 * Whether nothing of the scale is found in the frames, so that parts of a sequence agree that were written one by one: metres of a model, with grey
 * between stated ends and mattes that end at a stated depth; the plane of a displacement is always found. `kind`: null where it is not known.
 */
export function hasStatedScale(wanted: readonly Wanted[], kind: DepthKind | null): boolean {
  const isStated = (request: WantedFile) => {
    if (request.options.format === 'displacement') return false;
    const given = request.options as Partial<DepthImageOptions>;
    const found = (['minimum', 'maximum', 'nearerThan'] as const).filter((name) => knows(request, name));
    return found.every((name) => given[name] !== undefined);
  };
  return kind === 'metric' && wanted.every(({ request }) => isStated(request));
}

function knows({ kind, options }: WantedFile, option: string): boolean {
  const formats: Record<string, { options: readonly string[] }> = EXPORT_KINDS[kind].formats;
  return formats[options.format].options.includes(option);
}

/** Near and far have done their work before the frame is written; of what is one for all frames a format takes what it knows. */
function withShared(request: WantedFile, shared: Record<string, number | null>): WantedFile {
  const { near: _near, far: _far, ...options } = request.options;
  const known = Object.entries(shared).filter(([name]) => knows(request, name));
  return { ...request, options: { ...options, ...Object.fromEntries(known) } } as WantedFile;
}
