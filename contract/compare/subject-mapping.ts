import { IDENTITY, type Mapping, mappingOf } from '../maths/mapping.ts';
import type { Comparison, Subject } from './comparison.ts';

/** The mapping that a comparison found for one of its runs; the identity for the reference itself, null where there is none. */
export function mappingOfSubject(
  subject: Pick<Subject, 'kind' | 'isReference' | 'fit'> | null,
  { referenceKind, alignment }: Pick<Comparison, 'referenceKind' | 'alignment'>,
): Mapping | null {
  if (!subject) return null;
  if (subject.isReference) return IDENTITY;
  return subject.fit && mappingOf({ kind: subject.kind, referenceKind, alignment }, subject.fit);
}
