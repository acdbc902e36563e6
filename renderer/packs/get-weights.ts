import { DepthroomError, type Failure } from '../../contract/errors.ts';
import {
  type CatalogueEntry,
  type CheckpointOffer,
  type Download,
  isTokenMissing,
} from '../../contract/library.ts';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { shownFailure } from '../server/shown-failure.ts';
import { sessionToken } from './hub-token.ts';
import type { WantedPrecision } from './offer-text.ts';

/** What the hub has, or why it cannot be said; `isGated` where a token, or another one, may help. */
export type Answer =
  | { offer: CheckpointOffer; failure: null }
  | { offer: null; failure: Failure; isGated: boolean };

/** Asks what getting published weights would mean. Downloads nothing of them. */
export async function askForOffer(
  { id }: Pick<CatalogueEntry, 'id'>,
  precision: WantedPrecision,
): Promise<Answer> {
  try {
    const offer = await call('describeCheckpoint', { checkpoint: id, precision, token: sessionToken() });
    return { offer, failure: null };
  } catch (thrown) {
    const failure = shownFailure(thrown);
    return { offer: null, failure, isGated: isTokenMissing(failure) };
  }
}

/** Begins to download what was offered, at the very commit that was. Throws what the core refuses, and `bad-input` without consent. */
export async function getWeights(
  { id }: Pick<CatalogueEntry, 'id'>,
  { hub, precision, conditions }: Pick<CheckpointOffer, 'hub' | 'precision' | 'conditions'>,
  isAccepted: boolean,
): Promise<Download> {
  if (conditions !== null && !isAccepted) throw new DepthroomError('bad-input', text('packs.acceptFirst'));
  return call('getCheckpoint', {
    checkpoint: id,
    precision,
    commit: hub.commit,
    token: sessionToken(),
    acceptLicence: conditions !== null,
  });
}
