import type { Subject } from '../../contract/compare/comparison.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { type DifferenceTint, isDifference, type Tint } from '../state/compare-look.ts';
import { type PaneContent, PHOTO_PANE, runOfPane } from '../state/panes.ts';
import { subjectOf } from './current-comparison.ts';
import { limitOf } from './maths/difference-limit.ts';
import { type DepthInputs, depthOfPane, type PaneDepth } from './pane-depth.ts';

/** One pane with all that is needed to ask what it shows; where it stands on the stage is added by the frame. */
export interface Pane {
  photo: Photo;
  /** Null while the photo has no run. */
  content: PaneContent | null;
  run: Run | null;
  depth: PaneDepth | null;
  /** What the map is painted as; `photo` where there is none to be painted. */
  tint: Tint | 'photo';
  /** Where the scale of differences ends. */
  limit: number;
  /** What the other side of a wipe shows; null for the reference itself. */
  other: OtherSide | null;
  isReference: boolean;
  subject: Subject | null;
  /** Why the difference that was asked for cannot be shown, in one sentence. */
  unavailable: string | null;
}

export type OtherSide = { shows: 'photo' } | { shows: 'depth'; depth: PaneDepth };

/** What all panes of a frame have in common. */
export interface PaneInputs extends DepthInputs {
  tint: Tint;
  /** What panes of differences show. */
  measure: DifferenceTint;
  limits: Partial<Record<DifferenceTint, number>>;
}

/** What a pane shows, from its content and what all panes have in common. */
export function paneOf(content: PaneContent | null, inputs: PaneInputs): Pane {
  const { photo, current } = inputs;
  const run = runOfPane(content ?? undefined);
  const subject = subjectOf(current.comparison, run?.id);
  const isReference = content !== null && content.id === current.pinned?.id;
  const depth = depthOfPane(content, inputs, subject);
  const tint = tintOf(content, inputs, depth, isReference);
  const side = isReference ? null : otherSide(inputs);
  // A photo beside itself is no wipe.
  const other = side?.shows === 'photo' && depth === null ? null : side;
  const isReady = tint === 'rank' ? other?.shows === 'depth' : depth?.alignedBy;
  const isMissing = isDifference(tint) && depth !== null && !isReady;
  return {
    photo,
    content,
    run,
    depth,
    tint: isMissing ? 'depth' : tint,
    limit: isDifference(tint) ? limitOf(tint, current.comparison, inputs.limits) : 1,
    other,
    isReference,
    subject,
    unavailable: reasonOf(content, tint, inputs, subject, isMissing),
  };
}

function tintOf(
  content: PaneContent | null,
  { tint, measure }: PaneInputs,
  depth: PaneDepth | null,
  isReference: boolean,
): Tint | 'photo' {
  if (!depth) return 'photo';
  if (content?.what === 'difference') return measure;
  // Reference and truth have no difference from the reference worth looking at.
  if (isDifference(tint) && (isReference || content?.what === 'truth')) return 'depth';
  return tint;
}

function reasonOf(
  content: PaneContent | null,
  tint: Tint | 'photo',
  { current }: PaneInputs,
  subject: Subject | null,
  isMissing: boolean,
): string | null {
  const run = runOfPane(content ?? undefined);
  if (isMissing && run && run.id === runOfPane(current.pinned ?? undefined)?.id)
    return text('view.isReferenceItself');
  if (isMissing && tint === 'rank' && current.reference) return text('view.referenceBeingRead');
  if (subject?.refusal && tint !== 'rank' && (isMissing || content?.what === 'difference'))
    return sentence(subject.refusal);
  if (isMissing) {
    return current.reference ? text('view.beingAligned') : text('view.nothingToCompareWith');
  }
  if ((tint === 'ratio' || tint === 'relative-error') && current.comparison?.unit === 'relative')
    return text('view.relativeReference');
  return null;
}

function otherSide(inputs: PaneInputs): OtherSide | null {
  const { pinned, comparison } = inputs.current;
  // Without a reference a wipe is between the map and its photo.
  if (!pinned || pinned.id === PHOTO_PANE) return { shows: 'photo' };
  const depth = depthOfPane(pinned, inputs, subjectOf(comparison, runOfPane(pinned)?.id));
  return depth && { shows: 'depth', depth };
}
