import { type Alignment, refusalOf } from '../../contract/alignment.ts';
import type { DepthKind } from '../../contract/depth-map.ts';

export function isRelative(kind: DepthKind): boolean {
  return kind !== 'metric';
}

/** The first reason why an alignment does not suit one of the maps; null where it suits all, or there is no reference with depth. */
export function reasonAgainstAlignment(
  kinds: readonly DepthKind[],
  referenceKind: DepthKind | undefined,
  alignment: Alignment,
): string | null {
  if (!referenceKind) return null;
  for (const kind of kinds) {
    const refusal = refusalOf(kind, referenceKind, alignment);
    if (refusal) return refusal;
  }
  return null;
}
