import type { z } from 'zod';

/** What each type is called. */
const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'yes or no',
  array: 'a list',
  object: 'several named values',
  record: 'several named values',
};

/** What zod says where a schema has no words of its own. */
const OF_ZOD = /^(Invalid|Too|Unrecognized|Expected)\b/;

/** What was expected, for a person and without its article "expected": "at least 1", "one of nearest, bilinear". */
export function plainIssue(issue: z.core.$ZodIssue): string {
  if (issue.message && !OF_ZOD.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string'
        ? 'something that is not empty'
        : `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}`;
    case 'not_multiple_of':
      return issue.divisor === 1 ? 'a whole number' : `a multiple of ${issue.divisor}`;
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`;
    case 'invalid_type':
      return TYPES[issue.expected] ?? 'something else';
    case 'unrecognized_keys':
      return `nothing called ${issue.keys.join(', ')}`;
    default:
      return 'something else';
  }
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' || origin === 'set' ? ' of them' : '';
}
