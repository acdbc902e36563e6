import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { API } from '../../contract/api.ts';
import {
  type DepthImageFormat,
  depthImageFormats,
  depthImageOptionsSchema,
} from '../../contract/depth-image.ts';
import type { Export } from '../../contract/export.ts';
import type { RunOptions } from '../../contract/options.ts';
import type { Photo } from '../../contract/photo.ts';
import type { Run } from '../../contract/run.ts';
import { DownloadIcon } from '../icons.tsx';
import { call } from '../server/call.ts';
import { downloadExport } from '../server/files.ts';
import { useLook } from '../state/look.ts';
import { attempt, tell } from '../state/notices.ts';
import { ASSUMED_PLANES, useRanges } from '../state/ranges.ts';
import { ExportList } from './ExportList.tsx';
import styles from './inspector.module.css';
import { OptionsForm } from './OptionsForm.tsx';

type Kind = 'point-cloud' | 'depth-image';

const pointCloudOptions = API.exportPointCloud.input.shape.options;
const depthImageOptions = API.exportDepthImage.input.shape.options;

const KINDS: { value: Kind; label: string }[] = [
  { value: 'point-cloud', label: 'Point cloud (PLY)' },
  { value: 'depth-image', label: 'Depth image' },
];

/** Files for other programs, made from the run on the stage. */
export function ExportPanel({ photo, run }: { photo: Photo; run: Run }) {
  const [kind, setKind] = useState<Kind>('point-cloud');
  const [isBusy, setBusy] = useState(false);
  const [own, setOwn] = useState<RunOptions>({});
  const edgeCut = useLook((state) => state.edgeCut);
  const stated = useRanges((state) => state.stated[photo.id]) ?? ASSUMED_PLANES;
  const isMetric = run.result?.kind === 'metric';
  // The file is cut and placed as the 3D view shows it.
  const proposed: RunOptions =
    kind === 'depth-image'
      ? {}
      : { edgeCut, ...(isMetric ? {} : { near: stated.nearInMetres, far: stated.farInMetres }) };
  const options = { ...proposed, ...own };
  const make = async () => {
    setBusy(true);
    const made = await attempt(() => makeExport(kind, run.id, options));
    setBusy(false);
    if (made?.state === 'done') {
      downloadExport(made.id, made.fileName);
      tell('done', `${made.fileName} is ready; its download has started.`);
    }
  };
  return (
    <>
      <section className={styles.section} aria-labelledby="export-heading">
        <h2 id="export-heading" className={styles.heading}>
          Take away {run.packTitle}
        </h2>
        <SegmentedControl
          fullWidth
          aria-label="Kind of file"
          data={KINDS}
          value={kind}
          onChange={(value) => {
            setKind(value as Kind);
            setOwn({});
          }}
        />
        <OptionsForm
          schema={kind === 'point-cloud' ? pointCloudOptions : depthImageOptions}
          without={[...(isMetric ? ['near', 'far'] : []), ...unusedBy(kind, options)]}
          valueFor={({ name }) => options[name]}
          onChange={(name, value) =>
            setOwn((before) => {
              const { [name]: _, ...others } = before;
              return value === undefined ? others : { ...others, [name]: value };
            })
          }
        />
        <Button
          mt="md"
          fullWidth
          size="sm"
          leftSection={<DownloadIcon />}
          loading={isBusy}
          onClick={() => void make()}
        >
          {kind === 'point-cloud' ? 'Export PLY' : 'Export depth image'}
        </Button>
        {run.origin === 'starter' && (
          <p className={styles.note} style={{ marginTop: 10 }}>
            The file says that it was made with starter weights, not the published ones.
          </p>
        )}
      </section>
      <ExportList photo={photo} />
    </>
  );
}

/** Options that the chosen format has no use for. */
function unusedBy(kind: Kind, options: RunOptions): string[] {
  if (kind !== 'depth-image') return [];
  const { options: used } = depthImageFormats[(options.format ?? 'png16') as DepthImageFormat];
  const names = Object.keys(depthImageOptionsSchema.shape) as (typeof used)[number][];
  return names.filter((name) => (name as string) !== 'format' && !used.includes(name));
}

function makeExport(kind: Kind, runId: string, options: RunOptions): Promise<Export> {
  return kind === 'point-cloud'
    ? call('exportPointCloud', { runId, options: pointCloudOptions.parse(options) })
    : call('exportDepthImage', { runId, options: depthImageOptions.parse(options) });
}
