import { SegmentedControl } from '@mantine/core';
import type { CatalogueEntry, CheckpointOffer } from '../../contract/library.ts';
import { bytesShown } from '../language/number-text.ts';
import { text } from '../language/text.ts';
import { CommandToCopy } from './CommandToCopy.tsx';
import { Facts } from './Facts.tsx';
import { getCommand, PRECISION_CHOICES, type WantedPrecision } from './offer-text.ts';
import styles from './packs.module.css';

/** What few ask for: the precision, the files, the same in a terminal. */
export function MoreOfOffer({
  entry,
  offer,
  precision,
  setPrecision,
}: {
  entry: CatalogueEntry;
  offer: CheckpointOffer | null;
  precision: WantedPrecision;
  setPrecision(precision: WantedPrecision): void;
}) {
  return (
    <details className={styles.more}>
      <summary>{text('packs.more')}</summary>
      <div className={styles.moreBody}>
        <SegmentedControl
          aria-label={text('packs.weightsPrecision')}
          data={PRECISION_CHOICES}
          value={precision}
          onChange={(value) => setPrecision(value as WantedPrecision)}
        />
        <p className={styles.quiet}>{text('packs.automaticHelp')}</p>
        {offer && (
          <Facts
            facts={[
              [text('packs.commit'), offer.hub.commit.slice(0, 12)],
              [
                text('packs.files'),
                offer.files.map(({ path, bytes }) => `${path} (${bytesShown(bytes)})`).join(', '),
              ],
            ]}
          />
        )}
        <CommandToCopy command={getCommand(entry, precision)} />
      </div>
    </details>
  );
}
