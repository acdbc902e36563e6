import type { PackListing } from '../../contract/pack.ts';
import type { Run } from '../../contract/run.ts';
import { text } from '../language/text.ts';
import styles from './OriginNote.module.css';

/** Says where weights come from, unless they are the authors' own; wherever such weights are used. */
export function OriginNote({ origin, system }: Pick<PackListing, 'origin'> & { system?: Run['system'] }) {
  // A depth map that was brought has no weights.
  if (system === 'file') return <span className={styles.imported}>{text('controls.fromFile')}</span>;
  if (origin === 'starter') return <span className={styles.starter}>{text('controls.starterWeights')}</span>;
  if (origin === 'imported')
    return <span className={styles.imported}>{text('controls.importedWeights')}</span>;
  return null;
}
