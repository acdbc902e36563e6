import { Button, Group, Loader, SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { DepthroomError } from '../../../contract/errors.ts';
import type { Export } from '../../../contract/exports/export.ts';
import { DownloadIcon } from '../../controls/icons.tsx';
import { ModalDialog } from '../../controls/ModalDialog.tsx';
import { bytesShown } from '../../language/number-text.ts';
import { sentence } from '../../language/sentence.ts';
import { text } from '../../language/text.ts';
import { exportAddress } from '../../server/files.ts';
import { shownFailure } from '../../server/shown-failure.ts';
import type { GeometryLook, GeometryScene } from './geometry-scene.ts';
import { useShownExport } from './shown-export.ts';
import styles from './viewer.module.css';

const LOOKS: { value: GeometryLook; label: string }[] = [
  { value: 'file', label: text('exports.asInFile') },
  { value: 'clay', label: text('exports.clay') },
  { value: 'lines', label: text('exports.wireframe') },
];

/** Shows a file that was made, by reading back the very bytes that a person takes away. */
export function GeometryViewer() {
  const made = useShownExport((state) => state.made);
  return (
    <ModalDialog
      opened={made !== null}
      onClose={() => useShownExport.setState({ made: null })}
      title={made?.fileName}
      size="min(1400px, 90vw)"
    >
      {made && <Viewer key={made.id} made={made} />}
    </ModalDialog>
  );
}

function Viewer({ made }: { made: Export }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [scene, setScene] = useState<GeometryScene | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [look, setLook] = useState<GeometryLook>('file');
  useEffect(() => {
    const stop = new AbortController();
    let opened: GeometryScene | null = null;
    const open = async () => {
      const { openGeometryScene } = await import('./geometry-scene.ts');
      if (!canvas.current || stop.signal.aborted) return;
      opened = await openGeometryScene(canvas.current, made, stop.signal);
      if (stop.signal.aborted) opened.dispose();
      else setScene(opened);
    };
    open().catch((thrown: unknown) => {
      const isStopped = thrown instanceof DepthroomError && thrown.code === 'cancelled';
      if (!stop.signal.aborted && !isStopped) setProblem(shownFailure(thrown).message);
    });
    return () => {
      stop.abort();
      opened?.dispose();
    };
  }, [made]);
  return (
    <>
      <div className={styles.viewer}>
        <canvas
          ref={canvas}
          tabIndex={0}
          aria-label={text('exports.turnFile', { fileName: made.fileName })}
        />
        {!scene && (
          <div className={styles.viewerState} role="status">
            {problem !== null ? (
              sentence(problem)
            ) : (
              <>
                <Loader size="sm" color="teal" />
                <span className="visually-hidden">{text('exports.readingFile')}</span>
              </>
            )}
          </div>
        )}
      </div>
      <div className={styles.viewerBar}>
        <span data-testid="viewer-facts">
          {scene
            ? [...scene.facts, bytesShown(made.bytes ?? 0), text('exports.bytesOfDownload')].join(' · ')
            : ' '}
        </span>
        <Group gap="sm" wrap="wrap" justify="flex-end">
          {scene?.hasTriangles && (
            <SegmentedControl
              aria-label={text('exports.showAs')}
              data={LOOKS}
              value={look}
              onChange={(value) => {
                setLook(value as GeometryLook);
                scene.showAs(value as GeometryLook);
              }}
            />
          )}
          <Button
            component="a"
            href={exportAddress(made.id)}
            download={made.fileName}
            variant="default"
            leftSection={<DownloadIcon size={14} />}
          >
            {text('exports.download')}
          </Button>
        </Group>
      </div>
    </>
  );
}
