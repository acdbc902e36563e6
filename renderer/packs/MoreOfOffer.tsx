import { SegmentedControl } from '@mantine/core';
import { bytesText } from '../../contract/bytes-text.ts';
import type { CatalogueEntry, CheckpointOffer } from '../../contract/library.ts';
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
      <summary>More</summary>
      <div className={styles.moreBody}>
        <SegmentedControl
          aria-label="Precision of the weights"
          data={PRECISION_CHOICES}
          value={precision}
          onChange={(value) => setPrecision(value as WantedPrecision)}
        />
        <p className={styles.quiet}>
          Automatic takes float16 where a GPU works (WebGPU alone is less exact with it) and the repository
          has it, and float32 otherwise.
        </p>
        {offer && (
          <Facts
            facts={[
              ['Commit', offer.hub.commit.slice(0, 12)],
              ['Files', offer.files.map(({ path, bytes }) => `${path} (${bytesText(bytes)})`).join(', ')],
            ]}
          />
        )}
        <CommandToCopy command={getCommand(entry, precision)} />
      </div>
    </details>
  );
}
