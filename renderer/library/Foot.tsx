import { ActionIcon, Progress, Tooltip } from '@mantine/core';
import { DownloadIcon, PlayIcon, StarIcon, TrashIcon } from '../controls/icons.tsx';
import { useImports } from '../state/import-queue.ts';
import { useInspector } from '../state/inspector.ts';
import { starMeant } from '../state/rows/star-photos.ts';
import { useSelection } from '../state/selection.ts';
import { estimateAll } from '../view/estimate.ts';
import { useRunAllLabel } from '../view/run-all-label.ts';
import { importText } from './import-text.ts';
import styles from './library.module.css';
import { removeMarked } from './remove.ts';

/** How far an import is, else how many photos are marked. */
export function Foot() {
  const { total, through, since } = useImports();
  const count = useSelection((state) => state.marked.length);
  const runLabel = useRunAllLabel();
  if (total > 0)
    return (
      <div className={styles.foot}>
        <div style={{ flex: 1, padding: '8px 0' }}>
          {importText({ total, through, since }, performance.now())}
          <Progress
            size="xs"
            mt={6}
            value={(through / total) * 100}
            animated={through === 0}
            aria-label="Progress of adding photos"
          />
        </div>
      </div>
    );
  if (count < 2) return null;
  return (
    <div className={styles.footOfMany}>
      <span className={styles.footName}>{count.toLocaleString('en')} photos marked</span>
      <Tooltip label={runLabel}>
        <ActionIcon aria-label={runLabel} onClick={() => void estimateAll()}>
          <PlayIcon />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Export them with one preset">
        <ActionIcon
          aria-label={`Export ${count} photos`}
          onClick={() => useInspector.setState({ tab: 'export' })}
        >
          <DownloadIcon />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Star them; where all have a star, take it away (S)">
        <ActionIcon aria-label={`Star ${count} photos`} onClick={() => void starMeant()}>
          <StarIcon />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Remove them from the project (Delete)">
        <ActionIcon aria-label={`Remove ${count} photos`} onClick={() => removeMarked()}>
          <TrashIcon />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
