import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Photo } from '../../contract/photo.ts';
import sections from '../controls/sections.module.css';
import { useProject } from '../state/project.ts';
import { ExportRow } from './ExportRow.tsx';
import { exportsOf } from './export-list.ts';

type Scope = 'photo' | 'project';

/** Files that were made from this photo's runs, or from all, newest first. */
export function ExportList({ photo }: { photo: Photo }) {
  const [scope, setScope] = useState<Scope>('photo');
  const snapshot = useProject((state) => state.snapshot);
  const all = useMemo(() => exportsOf(snapshot), [snapshot]);
  const ofPhoto = useMemo(() => exportsOf(snapshot, photo.id), [snapshot, photo.id]);
  const shown = scope === 'photo' ? ofPhoto : all;
  if (all.length === 0) return null;
  return (
    <section className={sections.section} aria-labelledby="exports-heading">
      <h2 id="exports-heading" className={sections.heading}>
        Made so far
        <SegmentedControl
          aria-label="Whose files are shown"
          data={[
            { value: 'photo', label: 'This photo' },
            { value: 'project', label: `All ${all.length}` },
          ]}
          value={scope}
          onChange={(value) => setScope(value as Scope)}
        />
      </h2>
      {shown.length === 0 && <p className={sections.empty}>Nothing was made from this photo yet.</p>}
      <ul className={sections.cards}>
        {shown.map((made) => (
          <ExportRow key={made.id} made={made} />
        ))}
      </ul>
    </section>
  );
}
