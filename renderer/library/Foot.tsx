import { ActionIcon, Progress, Tooltip } from '@mantine/core';
import { DownloadIcon, PlayIcon, StarIcon, TrashIcon } from '../controls/icons.tsx';
import { text } from '../language/text.ts';
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
            aria-label={text('library.addingProgress')}
          />
        </div>
      </div>
    );
  if (count < 2) return null;
  return (
    <div className={styles.footOfMany}>
      <span className={styles.footName}>{text('library.marked', { count })}</span>
      <Tooltip label={runLabel}>
        <ActionIcon aria-label={runLabel} onClick={() => void estimateAll()}>
          <PlayIcon />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={text('library.exportMarkedHint')}>
        <ActionIcon
          aria-label={text('library.exportMarked', { count })}
          onClick={() => useInspector.setState({ tab: 'export' })}
        >
          <DownloadIcon />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={text('library.starMarkedHint')}>
        <ActionIcon aria-label={text('library.starMarked', { count })} onClick={() => void starMeant()}>
          <StarIcon />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={text('library.removeMarkedHint')}>
        <ActionIcon aria-label={text('library.removeMarked', { count })} onClick={() => removeMarked()}>
          <TrashIcon />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
