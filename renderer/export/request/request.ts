import { ZodError } from 'zod';
import type { DepthKind } from '../../../contract/depth-map.ts';
import { depthImageOptionsSchema } from '../../../contract/exports/depth-image.ts';
import type { WantedFile } from '../../../contract/exports/export-estimate.ts';
import type { ExportKind } from '../../../contract/exports/export-kinds.ts';
import { meshOptionsSchema, pointCloudOptionsSchema } from '../../../contract/exports/geometry.ts';
import type { RunOptions } from '../../../contract/schemas.ts';
import { sentence } from '../../language/sentence.ts';
import { text } from '../../language/text.ts';
import { useLook } from '../../state/look.ts';
import type { StatedPlanes } from '../../state/ranges.ts';
import { sentenceCase } from '../../view/form-fields.ts';
import { KINDS } from './kinds.ts';
import { usePlaceChoice } from './place-choice.ts';
import { type Plan, presetOptions } from './plan.ts';

export type Request = WantedFile;

/** Whether near and far of a relative map have to be stated, may be, or have nothing to do with it. */
export type PlanesNeed = 'must' | 'may' | 'no';

/** Formats that hold metres, or what is reckoned from them, and nothing else. */
const METRIC = ['gdepth', 'normals', 'normals-exr', 'displacement'];

/** What a request hangs on, beside the plan. */
export interface Circumstances {
  depthKind: DepthKind;
  planes: StatedPlanes;
  /** Fewest pixels of a loose piece that stays; left out: as the view has it. */
  islands?: number;
  /** What was said once about the place; left out: as it is kept. */
  place?: boolean | null;
  /** The cut of the 3D view: a file is cut as it is seen. */
  edgeCut: number;
  /** Left out: as usual. */
  edgeAngle?: number;
}

/** What the form shows: the format's own defaults, what was said once about the place, preset, then what a person set, and the one cut of view and files, with what it leaves loose; near and far are stated elsewhere. */
export function shownOptions(
  plan: Plan,
  edgeCut: number,
  edgeAngle?: number,
  place = usePlaceChoice.getState().place,
  islands = useLook.getState().islands,
): RunOptions {
  const { kind, choice, own } = plan;
  const { schema, formats } = KINDS[kind];
  const angle: RunOptions = edgeAngle === undefined ? {} : { edgeAngle };
  const cut: RunOptions = 'edgeCut' in schema.shape ? { edgeCut, ...angle } : {};
  const loose: RunOptions = 'islands' in schema.shape ? { islands } : {};
  const kept: RunOptions = 'place' in schema.shape && place !== null ? { place } : {};
  const usual = schema.parse({}) as RunOptions;
  const asked: RunOptions = { ...presetOptions(choice), ...own };
  const ofFormat = formats[String(asked.format ?? usual.format)].defaults;
  // Not parsed: a number that is being typed may be out of its bounds for a while.
  return { ...usual, ...ofFormat, ...kept, ...asked, ...cut, ...loose };
}

export function planesNeed(kind: ExportKind, options: RunOptions, depthKind: DepthKind): PlanesNeed {
  if (depthKind === 'metric' || options.format === 'stl') return 'no';
  if (kind !== 'depth-image') return 'must';
  const isMetric = METRIC.includes(String(options.format)) || options.values === 'inverse';
  return isMetric || options.normals === true || options.positions === true ? 'must' : 'may';
}

/** Compositors measure in metres; for the others a relative map stays what it is unless a person says so. */
export function isInMetres(plan: Plan, options: RunOptions, need: PlanesNeed): boolean {
  return need === 'must' || (need === 'may' && (plan.isInMetres ?? options.format === 'exr'));
}

/** The request of a plan, or the sentence that says which option cannot be. */
export function tryRequest(
  plan: Plan,
  circumstances: Circumstances,
): { request: Request; problem: null } | { request: null; problem: string } {
  try {
    return { request: requestOf(plan, circumstances), problem: null };
  } catch (thrown) {
    if (!(thrown instanceof ZodError)) throw thrown;
    const [{ path, message }] = thrown.issues;
    return {
      request: null,
      problem: text('exports.optionProblem', {
        option: sentence(sentenceCase(path.join(' '))),
        problem: sentence(message),
      }),
    };
  }
}

/** What is sent: only options that the format uses, so that nothing hidden has a say. Throws a `ZodError` for a value out of its bounds. */
export function requestOf(
  plan: Plan,
  { depthKind, planes, edgeCut, edgeAngle, place, islands }: Circumstances,
): Request {
  const { kind } = plan;
  const shown = shownOptions(plan, edgeCut, edgeAngle, place, islands);
  const { formats } = KINDS[kind];
  const used = formats[String(shown.format)].options;
  const hidden = hiddenFields(kind, shown);
  const given: RunOptions = { format: shown.format };
  for (const name of used) if (!hidden.includes(name) && name in shown) given[name] = shown[name];
  if (isInMetres(plan, shown, planesNeed(kind, shown, depthKind))) {
    given.near = planes.nearInMetres;
    given.far = planes.farInMetres;
  }
  if (kind === 'mesh') return { kind, options: meshOptionsSchema.parse(given) };
  if (kind === 'point-cloud') return { kind, options: pointCloudOptionsSchema.parse(given) };
  return { kind, options: depthImageOptionsSchema.parse(given) };
}

/** Fields that the form leaves out: those that the format has no use for, or that the others make meaningless. */
export function hiddenFields(kind: ExportKind, options: RunOptions): string[] {
  const { schema, formats } = KINDS[kind];
  const used = formats[String(options.format)].options;
  const hidden = Object.keys(schema.shape).filter((name) => name !== 'format' && !used.includes(name));
  hidden.push('near', 'far');
  if (options.size !== 'custom') hidden.push('longEdge');
  if (options.texture === 'none') hidden.push('backPlane');
  if (options.compression === 'meshopt') hidden.push('quantize');
  if (kind === 'depth-image' && !options.normals && !options.positions) hidden.push('axes');
  return hidden;
}

/** Options that differ from the defaults of their format and schema. */
export function differing({ kind, options }: Request, base: RunOptions = {}): RunOptions {
  const { schema, formats } = KINDS[kind];
  const usual = schema.parse({ ...formats[options.format].defaults, ...base }) as RunOptions;
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => value !== undefined && usual[name] !== value),
  );
}
