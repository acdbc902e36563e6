import sections from '../controls/sections.module.css';
import { useStage } from '../state/use-stage.ts';
import { ExportPanel } from './ExportPanel.tsx';

/** The export panel of the active run; without one, what could be taken away. */
export function ExportTab() {
  const { photo, activeRun } = useStage();
  if (photo && activeRun?.state === 'done')
    return <ExportPanel key={activeRun.id} photo={photo} run={activeRun} />;
  return (
    <p className={sections.empty}>
      Depth leaves as a mesh, a point cloud or a depth image, made for the program that will open it. Run a
      model first.
    </p>
  );
}
