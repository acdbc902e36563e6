import type { PackListing } from '../../contract/pack.ts';
import styles from './OriginNote.module.css';

/** Says where weights come from, unless they are the authors' own; wherever such weights are used. */
export function OriginNote({ origin }: { origin: PackListing['origin'] }) {
  if (origin === 'starter')
    return <span className={styles.starter}>starter weights, not the published ones</span>;
  if (origin === 'imported') return <span className={styles.imported}>imported weights</span>;
  return null;
}
