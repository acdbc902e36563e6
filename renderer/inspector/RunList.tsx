import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import sections from '../controls/sections.module.css';
import { useStage } from '../state/use-stage.ts';
import { RunCard } from './RunCard.tsx';

/** Every run of the photo, newest first. */
export function RunList({ photo, runs }: { photo: Photo | null; runs: readonly Run[] }) {
  const { runs: shown } = useStage();
  const shownIds = shown.map((run) => run.id);
  return (
    <section className={sections.section} aria-labelledby="runs-heading">
      <h2 id="runs-heading" className={sections.heading}>
        Runs of this photo
      </h2>
      {runs.length === 0 && (
        <p className={sections.empty}>
          Nothing has been run yet. Every run is kept here with its settings and can be repeated.
        </p>
      )}
      <ul className={sections.cards}>
        {photo && runs.map((run) => <RunCard key={run.id} photo={photo} run={run} shownIds={shownIds} />)}
      </ul>
    </section>
  );
}
