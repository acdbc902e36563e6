import type { CallInput } from '../../contract/calls/api.ts';
import type { GraphFacts } from '../../contract/library.ts';
import { packIdSchema } from '../../contract/schemas.ts';
import { text } from '../language/text.ts';

/** A graph that waits to be described: what it says of itself, and where it lies. */
export interface BareGraph {
  facts: GraphFacts;
  source: { file: string } | { uploadId: string };
}

export type Answer = CallInput<'makePack'>['answer'];
type Range = '0..1' | '0..255';

/** What a person says of a graph; the numbers of three colours as they are typed. */
export interface Described {
  id: string;
  title: string;
  licence: string;
  size: number;
  multipleOf: number;
  aspect: 'keep' | 'stretch';
  range: Range;
  mean: string;
  std: string;
  answer: Answer;
  near: 'high' | 'low';
}

/** How published networks want their colours. */
export const COLOURS = {
  imagenet: {
    label: text('packs.coloursOfImageNet'),
    range: '0..1',
    mean: '0.485, 0.456, 0.406',
    std: '0.229, 0.224, 0.225',
  },
  halves: { label: text('packs.coloursHalves'), range: '0..1', mean: '0.5, 0.5, 0.5', std: '0.5, 0.5, 0.5' },
  unit: { label: text('packs.coloursUnit'), range: '0..1', mean: '0, 0, 0', std: '1, 1, 1' },
  bytes: { label: text('packs.coloursBytes'), range: '0..255', mean: '0, 0, 0', std: '1, 1, 1' },
} as const satisfies Record<string, { label: string; range: Range; mean: string; std: string }>;
export type ColourChoice = keyof typeof COLOURS | 'own';

export const ANSWERS: readonly { value: Answer; label: string; near: Described['near'] }[] = [
  { value: 'disparity', label: text('packs.answersDisparity'), near: 'high' },
  { value: 'affine', label: text('packs.answersDepth'), near: 'low' },
  { value: 'metres', label: text('packs.answersMetres'), near: 'low' },
];

/** What most graphs are: a disparity network with ImageNet's colours. */
export function firstDescription({ id, title, fixed }: GraphFacts): Described {
  const { range, mean, std } = COLOURS.imagenet;
  const size = fixed ? Math.min(fixed.width, fixed.height) : 518;
  return {
    id,
    title,
    licence: '',
    size,
    multipleOf: fixed ? 1 : 14,
    aspect: 'keep',
    range,
    mean,
    std,
    answer: 'disparity',
    near: 'high',
  };
}

/** The choice of colours that range, mean and deviation are. */
export function colourChoice({ range, mean, std }: Described): ColourChoice {
  const plain = (typed: string) => numbersOf(typed)?.join();
  const known = Object.entries(COLOURS).find(
    ([, each]) => each.range === range && plain(each.mean) === plain(mean) && plain(each.std) === plain(std),
  );
  return (known?.[0] as ColourChoice | undefined) ?? 'own';
}

/** Why a description cannot be sent, in a sentence for the field; null where it can. */
export function problemOf(typed: string, positive = false): string | null {
  const numbers = numbersOf(typed);
  if (!numbers) return text('packs.threeNumbersExpected');
  return positive && numbers.some((each) => each <= 0) ? text('packs.positiveExpected') : null;
}

/** Whether a pack may be called so. */
export function isPackId(id: string): boolean {
  return packIdSchema.safeParse(id).success;
}

/** What the calls are told; null where something is missing. */
export function inputOf(
  { source, facts }: BareGraph,
  { mean, std, near, answer, licence, size, ...rest }: Described,
): CallInput<'tryGraph'> | null {
  const [means, deviations] = [numbersOf(mean), numbersOf(std)];
  if (!means || !deviations || problemOf(std, true)) return null;
  if (rest.title.trim() === '' || !isPackId(rest.id)) return null;
  return {
    ...rest,
    ...source,
    answer,
    ...(facts.fixed ? {} : { size }),
    mean: means,
    std: deviations,
    // Metres are near where they are few.
    ...(answer === 'metres' ? {} : { near }),
    ...(licence.trim() === '' ? {} : { licence: licence.trim() }),
  };
}

function numbersOf(typed: string): [number, number, number] | null {
  const parts = typed.split(/[,;\s]+/).filter((part) => part !== '');
  const numbers = parts.map(Number);
  return numbers.length === 3 && numbers.every(Number.isFinite)
    ? (numbers as [number, number, number])
    : null;
}
