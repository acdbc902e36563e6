import { z } from 'zod';

/*
 * How the schemas of the contract say what does not fit them: "expected a whole number from 1 to 50, but received 0". Whoever tells a person
 * puts the name of the field before it.
 */

/** As much of a value as fits into a sentence. */
function received(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return `${value}`;
  if (typeof value === 'string')
    return value.length > 60 ? `a text of ${value.length} characters` : JSON.stringify(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value instanceof Map || value instanceof Set) return `a collection of ${value.size}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  nan: 'not a number',
};

const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'an id (UUID)',
  url: 'an address that begins with https://',
  datetime: 'a time (ISO 8601)',
  regex: 'a text of another form',
};

/** A bound, in whole so that it can be said in other languages. */
const LIMITS = {
  least: (bound: number | bigint) => `at least ${bound}`,
  more: (bound: number | bigint) => `more than ${bound}`,
  most: (bound: number | bigint) => `at most ${bound}`,
  less: (bound: number | bigint) => `less than ${bound}`,
} as const;

/** What is counted, by what it is a bound of. */
function bounded(
  origin: string,
  bound: number | bigint,
  how: 'least' | 'most',
  isInclusive: boolean,
): string {
  const limit = LIMITS[isInclusive ? how : how === 'least' ? 'more' : 'less'](bound);
  if (origin === 'string')
    return bound === 1 && how === 'least' ? 'a text that is not empty' : `a text of ${limit} characters`;
  if (origin === 'array' || origin === 'set' || origin === 'map')
    return `${limit} ${bound === 1 || bound === 1n ? 'entry' : 'entries'}`;
  if (origin === 'int' || origin === 'number' || origin === 'bigint') return `a number of ${limit}`;
  return limit;
}

function tooMuch(input: unknown): string {
  return typeof input === 'string' ? `${input.length} characters` : received(input);
}

/** What was expected and what was received, or null where the schema says it itself. */
function inWords(issue: z.core.$ZodRawIssue): string | null {
  const { input } = issue;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPES[issue.expected] ?? issue.expected}, but received ${received(input)}`;
    case 'too_big':
      return `expected ${bounded(issue.origin, issue.maximum, 'most', issue.inclusive ?? true)}, but received ${tooMuch(input)}`;
    case 'too_small':
      return `expected ${bounded(issue.origin, issue.minimum, 'least', issue.inclusive ?? true)}, but received ${tooMuch(input)}`;
    case 'invalid_value':
      return `expected ${oneOf(issue.values)}, but received ${received(input)}`;
    case 'invalid_format':
      return `expected ${FORMATS[issue.format] ?? `a text of the form "${issue.format}"`}, but received ${received(input)}`;
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}, but received ${received(input)}`;
    case 'unrecognized_keys':
      return `expected no more than it knows, but received ${issue.keys.map((key) => JSON.stringify(key.slice(0, 60))).join(', ')}`;
    case 'invalid_union':
      return innermost(issue) ?? `expected another kind of value, but received ${received(input)}`;
    case 'invalid_key':
    case 'invalid_element':
      return `expected other entries, but received ${received(input)}`;
    default:
      return null;
  }
}

function oneOf(values: readonly unknown[]): string {
  const words = values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value)));
  return words.length === 1 ? words[0] : `one of ${words.join(', ')}`;
}

/** Of several kinds that a value may be, the one that it comes nearest to says what is wrong. */
function innermost({ errors }: { errors?: z.core.$ZodIssue[][] }): string | null {
  const depth = (issues: z.core.$ZodIssue[]) => issues[0]?.path.length ?? 0;
  const [nearest] = (errors ?? []).filter((issues) => issues.length > 0).sort((a, b) => depth(b) - depth(a));
  if (!nearest) return null;
  const [{ path, message }] = nearest;
  return path.length > 0 ? `${path.join('.')}: ${message}` : message;
}

z.config({ customError: inWords });
