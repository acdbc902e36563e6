import type { PackListing } from './pack.ts';
import { factsOf, SYSTEM_NAMES, SYSTEMS } from './systems.ts';

type Choosable = Pick<PackListing, 'system' | 'origin' | 'problem'>;

/** The authors' own weights before somebody else's, starter weights last. */
const ORIGIN_RANK = { official: 0, imported: 1, starter: 2 } as const;

/** One usable pack for each of the four systems that there is one of: what `--all` runs. */
export function packsOfTheFour<Pack extends Choosable>(packs: readonly Pack[]): Pack[] {
  const rank = ({ origin }: Pack) => ORIGIN_RANK[origin ?? 'starter'];
  return SYSTEM_NAMES.filter((system) => SYSTEMS[system].isOneOfTheFour).flatMap((system) => {
    const usable = packs.filter((pack) => pack.system === system && pack.problem === null);
    return usable.sort((a, b) => rank(a) - rank(b)).slice(0, 1);
  });
}

/**
 * What the button for all of them runs: a pack of each of the four systems, and while none of these has anything but starter weights, FastDepth
 * along with them, whose weights are published ones.
 */
export function packsToRunTogether<Pack extends Choosable>(packs: readonly Pack[]): Pack[] {
  const four = packsOfTheFour(packs);
  if (four.some(({ origin }) => origin !== 'starter')) return four;
  const published = packs.find(
    ({ system, origin, problem }) =>
      factsOf(system)?.runsWithStarters && origin !== 'starter' && problem === null,
  );
  return published && four.length > 0 ? [...four, published] : four;
}

/** What starter weights stand behind published ones of any other system. */
const STARTER = 100;

/**
 * The pack whose coarse map is sharpened where no other is named: published weights before starter weights, then by the system's
 * `coarseRank`. Null where there is none; a system without a rank is never chosen.
 */
export function bestCoarsePack<Pack extends Pick<PackListing, 'system' | 'origin'>>(
  packs: readonly Pack[],
): Pack | null {
  let best: { pack: Pack; rank: number } | null = null;
  for (const pack of packs) {
    const own = factsOf(pack.system)?.coarseRank ?? null;
    if (own === null) continue;
    const rank = own + (pack.origin === 'starter' ? STARTER : 0);
    if (best === null || rank < best.rank) best = { pack, rank };
  }
  return best?.pack ?? null;
}
