import { unitOf } from '../../contract/depth-kind.ts';
import type { DepthKind } from '../../contract/depth-map.ts';
import { usedOptions } from '../../contract/exports/used-options.ts';
import type { Intrinsics } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { GENERATOR } from '../../contract/version.ts';
import type { Sidecar } from '../disk/write-file.ts';
import { type ExportSource, placementOf } from './export-source.ts';

const KIND_WORDS: Record<DepthKind, string> = {
  metric: 'metric (metres along the optical axis, planar Z)',
  'affine-depth': 'affine-depth (0 near to 1 far, unknown scale and shift)',
  'affine-disparity': 'affine-disparity (larger is nearer, unknown scale and shift)',
};

/** Where an exported file comes from: the same facts in every format and every sidecar. */
export interface Provenance {
  generator: string;
  photo: { name: string; width: number; height: number };
  /** In pixels of the photo. */
  intrinsics: Intrinsics;
  depth: {
    kind: DepthKind;
    unit: string;
    meaning: string;
    modelWidth: number;
    modelHeight: number;
    placement: unknown;
  };
  pack: {
    id: string;
    title: string;
    system: string;
    hash: string;
    licence: string;
    origin: string;
    note?: string;
  };
  run: Pick<
    Run,
    | 'id'
    | 'options'
    | 'provider'
    | 'priorRunId'
    | 'priorTitle'
    | 'startedAt'
    | 'finishedAt'
    | 'stages'
    | 'notes'
  >;
}

/**
 * The provenance of whatever is made from a run: lengths in pixels of the photo, the camera as a pinhole. Throws `bad-input` where the run
 * is not finished.
 */
export function provenanceOf(source: ExportSource): Provenance {
  const { photo, run, depth } = source;
  const { id, options, provider, priorRunId, priorTitle, startedAt, finishedAt, stages, notes } = run;
  return {
    generator: GENERATOR,
    photo: { name: photo.name, width: photo.width, height: photo.height },
    intrinsics: photo.intrinsics,
    depth: {
      kind: depth.kind,
      unit: unitOf(depth.kind),
      meaning: KIND_WORDS[depth.kind],
      modelWidth: depth.width,
      modelHeight: depth.height,
      placement: placementOf(source),
    },
    pack: {
      id: run.packId,
      title: run.packTitle,
      system: run.system,
      hash: run.packHash,
      licence: run.licence,
      origin: run.origin,
      ...(run.origin === 'starter' ? { note: 'starter weights, not the published ones' } : {}),
    },
    run: { id, options, provider, priorRunId, priorTitle, startedAt, finishedAt, stages, notes },
  };
}

/** What the sidecar of every export begins with, whatever it is of. Throws `bad-input` where the run is not finished. */
export function exportFacts<Options extends { format: string }>(
  type: 'depth-image' | 'point-cloud' | 'mesh',
  source: ExportSource,
  options: Options,
  formats: Parameters<typeof usedOptions>[1],
): Sidecar {
  const provenance = provenanceOf(source);
  return {
    format: 'depthroom-export',
    formatVersion: 1,
    type,
    ...provenance,
    // By which a later call knows whether the file is of these very bytes.
    photo: { ...provenance.photo, sha256: source.photo.files.original },
    options: statedOptions(options, formats, source.depth.kind),
  };
}

/** What a file says that it was asked for. */
export function statedOptions<Options extends { format: string }>(
  options: Options,
  formats: Parameters<typeof usedOptions>[1],
  kind: DepthKind,
): Record<string, unknown> {
  return withoutIdle(usedOptions(options, formats, kind));
}

/** Options that came later stand in a file where they do something: without them it is the same file as before. */
const LATER: Record<string, unknown> = { camera: false, fill: 0 };

function withoutIdle(options: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => !(name in LATER) || LATER[name] !== value),
  );
}

/** The provenance as lines of printable ASCII, at most 240 characters each, for headers that take comments. */
export function provenanceLines({ generator, photo, intrinsics, depth, pack }: Provenance): string[] {
  const { fx, fy, cx, cy, source, note } = intrinsics;
  return [
    `made by ${generator}`,
    `photo: ${photo.name}, ${photo.width} x ${photo.height} pixels`,
    `depth kind: ${depth.meaning}`,
    `intrinsics of the photo in pixels: fx ${fx} fy ${fy} cx ${cx} cy ${cy}`,
    `intrinsics source: ${source} (${note})`,
    `pack: ${pack.title} (${pack.id}), licence ${pack.licence}`,
    `pack hash: ${pack.hash}`,
    ...(pack.note ? [pack.note] : []),
  ].map(plainLine);
}

/** Longest comment line: rply, which many programs read PLY with, takes 1023 bytes a line. */
const LONGEST_LINE = 240;

/**
 * Text as one line of printable ASCII: control characters become spaces and everything else outside ASCII is written as in JSON (`\u00e9`;
 * RFC 8259, section 7), since some readers of PLY refuse headers that are not ASCII. Cut off after 240 characters.
 */
export function plainLine(text: string): string {
  const line = asciiOnly(text.replace(/[\p{Cc}\s]+/gu, ' ')).trim();
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 3)}...` : line;
}

/** JSON (RFC 8259) on one line of ASCII; reading it gives the same text back. */
export function asciiJson(value: unknown): string {
  return asciiOnly(JSON.stringify(value));
}

function asciiOnly(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
