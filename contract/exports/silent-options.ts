import type { Result } from '../run.ts';
import type { WantedFile } from './export-estimate.ts';
import { EXPORT_KINDS } from './export-kinds.ts';
import { usedOptions } from './used-options.ts';

/**
 * What of a request would do nothing, or leave nothing to be seen, on this map: sentences for a person. `given` are the names of the options
 * that were stated; defaults are nobody's wish.
 */
export function silentOptions(
  { kind, options }: WantedFile,
  { kind: depthKind, unit, minimum, maximum }: Pick<Result, 'kind' | 'unit' | 'minimum' | 'maximum'>,
  given: readonly string[],
): string[] {
  const used = usedOptions(options as { format: string }, EXPORT_KINDS[kind].formats, depthKind);
  const idle = given.filter((name) => name in options && !(name in used));
  const sentences: string[] = [];
  const planes: readonly string[] = idle.filter((name) => name === 'near' || name === 'far');
  if (planes.length > 0 && depthKind === 'metric')
    sentences.push(
      `${planes.join(' and ')} ${planes.length > 1 ? 'do' : 'does'} nothing: this map has metres of its own; for a range of grey state a minimum and a maximum.`,
    );
  const others = idle.filter((name) => depthKind !== 'metric' || !planes.includes(name));
  if (others.length > 0)
    sentences.push(
      `${others.join(', ')} ${others.length > 1 ? 'do' : 'does'} nothing for ${options.format}.`,
    );
  if (kind !== 'depth-image') return sentences;
  const range = used as { minimum?: number; maximum?: number; nearerThan?: number; soft?: number };
  const isLeftOut = options.near !== undefined && depthKind !== 'metric';
  const isBeyond = (range.minimum ?? minimum) >= maximum || (range.maximum ?? maximum) <= minimum;
  if (!isLeftOut && isBeyond && minimum < maximum)
    sentences.push(
      `the whole map lies outside the range that was stated, so every pixel gets the same grey: its values go from ${minimum.toPrecision(4)} to ${maximum.toPrecision(4)}${unit === 'metres' ? ' metres' : ''}.`,
    );
  // Nothing of its edge lies within the map.
  const { nearerThan: edge = Number.NaN, soft = 0 } = range;
  if (!isLeftOut && minimum < maximum && (edge + soft <= minimum || edge - soft >= maximum))
    sentences.push(
      `the whole map lies on one side of where the matte ends, so every pixel is the same: its values go from ${minimum.toPrecision(4)} to ${maximum.toPrecision(4)}${unit === 'metres' ? ' metres' : ''}.`,
    );
  return sentences;
}
