import { SegmentedControl } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { MOST_ROWS } from '../../contract/calls/page-calls.ts';
import type { Export } from '../../contract/exports/export.ts';
import type { Photo } from '../../contract/photo.ts';
import sections from '../controls/sections.module.css';
import { text } from '../language/text.ts';
import { call } from '../server/call.ts';
import { attempt } from '../state/notices.ts';
import { useProject } from '../state/project.ts';
import { ExportRow } from './ExportRow.tsx';
import { exportsOf } from './export-list.ts';

type Scope = 'photo' | 'project';

/** Files that were made from this photo's runs, or from all, newest first. */
export function ExportList({ photo }: { photo: Photo }) {
  const [scope, setScope] = useState<Scope>('photo');
  const runs = useProject((state) => state.snapshot?.runs);
  const exports = useProject((state) => state.snapshot?.exports);
  const count = useProject((state) => state.exportCount);
  const ofPhoto = useMemo(
    () => exportsOf(runs && exports ? { runs, exports } : null, photo.id),
    [runs, exports, photo.id],
  );
  const all = useAllExports(scope === 'project');
  const shown = scope === 'photo' ? ofPhoto : all;
  if (count === 0) return null;
  return (
    <section className={sections.section} aria-labelledby="exports-heading">
      <h2 id="exports-heading" className={sections.heading}>
        {text('exports.madeSoFar')}
        <SegmentedControl
          aria-label={text('exports.whoseFiles')}
          data={[
            { value: 'photo', label: text('exports.thisPhoto') },
            { value: 'project', label: text('exports.allFiles', { count }) },
          ]}
          value={scope}
          onChange={(value) => setScope(value as Scope)}
        />
      </h2>
      {shown.length === 0 && <p className={sections.empty}>{text('exports.nothingMade')}</p>}
      <ul className={sections.cards}>
        {shown.map((made) => (
          <ExportRow key={made.id} made={made} />
        ))}
      </ul>
      {scope === 'project' && all.length < count && all.length === MOST_ROWS && (
        <p className={sections.empty}>{text('exports.newestAreShown', { count: MOST_ROWS })}</p>
      )}
    </section>
  );
}

/** The newest exports of the project, while they are shown; asked for again as exports come, go and end. */
function useAllExports(isShown: boolean): readonly Export[] {
  const [all, setAll] = useState<readonly Export[]>([]);
  const count = useProject((state) => state.exportCount);
  // As a text: the queue is told anew with whatever else changes.
  const exporting = useProject((state) => state.queue.exporting.map(({ id }) => id).join(' '));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for changes with them.
  useEffect(() => {
    if (!isShown) return;
    let isOver = false;
    void attempt(async () => {
      const { exports } = await call('listExports', { from: 0, count: MOST_ROWS });
      if (!isOver) setAll(exports);
    });
    return () => {
      isOver = true;
    };
  }, [isShown, count, exporting]);
  return all;
}
