import { Button, Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import { DownloadIcon } from '../controls/icons.tsx';
import sections from '../controls/sections.module.css';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { useRanges } from '../state/ranges.ts';
import { useSelection } from '../state/selection.ts';
import { shortTitle } from '../view/pack-text.ts';
import { type ToLookUp, useBatch } from './batch.ts';
import { beginBatch } from './begin-batch.ts';
import styles from './export.module.css';
import { readPlaceChoice } from './request/place-choice.ts';
import { usePlan } from './request/plan.ts';
import { chosenRuns, selectionNote, selectionText, selectionTitle } from './selection-text.ts';

/** The marked photos as files for the program that is chosen: the latest run of each model, or of one. There are several marked, or it is not there. */
export function SelectionExport() {
  const marked = useSelection((state) => state.marked);
  return marked.length > 1 ? <Selection marked={marked} /> : null;
}

function Selection({ marked }: { marked: readonly string[] }) {
  const plan = usePlan();
  const stated = useRanges((state) => state.stated);
  const packs = useProject((state) => state.snapshot?.packs) ?? [];
  const isBatch = useBatch((state) => state.state === 'running');
  const runs = useLatestRuns(marked);
  useEffect(() => void readPlaceChoice(), []);
  const [wanted, setWanted] = useState('');
  const ids = [...new Set(runs?.map(({ packId }) => packId) ?? [])];
  const packId = ids.includes(wanted) ? wanted : '';
  const jobs = chosenRuns(runs ?? [], packId);
  const nameOf = (id: string) => shortTitle(packs.find((pack) => pack.id === id)?.title ?? id);
  return (
    <section className={sections.section} aria-labelledby="selection-heading" data-testid="selection">
      <h2 id="selection-heading" className={sections.heading} style={{ marginBottom: 6 }}>
        {selectionTitle(marked.length, plan)}
      </h2>
      <div className={styles.selection}>
        {ids.length > 1 && (
          <Select
            aria-label={text('exports.runsOfWhichModel')}
            data={[
              { value: '', label: text('exports.latestOfEach') },
              ...ids.map((id) => ({ value: id, label: text('exports.ofModelOnly', { model: nameOf(id) }) })),
            ]}
            value={packId}
            onChange={(value) => setWanted(value ?? '')}
          />
        )}
        <Button
          fullWidth
          size="sm"
          leftSection={<DownloadIcon />}
          disabled={jobs.length === 0 || isBatch}
          onClick={() => beginBatch(jobs, plan)}
        >
          {selectionText(jobs)}
        </Button>
      </div>
      <p className={sections.note} style={{ marginTop: 6 }}>
        {runs ? selectionNote(jobs, marked.length, plan, stated) : text('exports.lookingThroughNote')}
      </p>
    </section>
  );
}

/** The latest finished runs of photos, asked for again when work has ended. Null until they are known. */
function useLatestRuns(photoIds: readonly string[]): readonly ToLookUp[] | null {
  const [runs, setRuns] = useState<readonly ToLookUp[] | null>(null);
  const work = useProject(({ queue, snapshot }) =>
    [snapshot?.project.folder, queue.waiting, ...queue.running.map(({ id }) => id)].join(' '),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what works says when there may be more.
  useEffect(() => {
    let isOver = false;
    // Keys that are held mark very much very soon.
    const timer = setTimeout(
      () =>
        void attempt(async () => {
          const found = await call('latestRuns', { photoIds: [...photoIds] });
          if (!isOver) setRuns(found.runs);
        }),
      120,
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [photoIds, work]);
  return runs;
}
