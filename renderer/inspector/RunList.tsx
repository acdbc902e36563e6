import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { useStage } from '../state/use-stage.ts';
import styles from './inspector.module.css';
import { RunCard } from './RunCard.tsx';

/** Every run of the photo, newest first. */
export function RunList({ photo, runs }: { photo: Photo | null; runs: readonly Run[] }) {
  const { runs: shown } = useStage();
  const shownIds = shown.map((run) => run.id);
  return (
    <section className={styles.section} aria-labelledby="runs-heading">
      <h2 id="runs-heading" className={styles.heading}>
        Runs of this photo
      </h2>
      {runs.length === 0 && (
        <p className={styles.empty}>
          Nothing has been run yet. Every run is kept here with its settings and can be repeated.
        </p>
      )}
      <ul className={styles.cards}>
        {photo && runs.map((run) => <RunCard key={run.id} photo={photo} run={run} shownIds={shownIds} />)}
      </ul>
    </section>
  );
}
