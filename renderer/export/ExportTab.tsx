import sections from '../controls/sections.module.css';
import { text } from '../language/text.ts';
import { useSelection } from '../state/selection.ts';
import { useStage } from '../state/use-stage.ts';
import { BatchSummary } from './BatchSummary.tsx';
import { ExportPanel } from './ExportPanel.tsx';
import { PresetGrid } from './PresetGrid.tsx';
import { SelectionExport } from './SelectionExport.tsx';

/** The export panel of the active run; without one, what could be taken away. */
export function ExportTab() {
  const { photo, activeRun } = useStage();
  const isSelection = useSelection((state) => state.marked.length > 1);
  if (photo && activeRun?.state === 'done')
    return <ExportPanel key={activeRun.id} photo={photo} run={activeRun} />;
  if (isSelection)
    return (
      <>
        <PresetGrid />
        <SelectionExport />
        <BatchSummary />
      </>
    );
  return <p className={sections.empty}>{text('exports.runModelFirst')}</p>;
}
