import { Badge, Button, Slider } from '@mantine/core';
import { CommittedNumber } from '../../controls/CommittedNumber.tsx';
import { look, useLook } from '../../state/look.ts';
import { ASSUMED_PLANES, stateOnePlane, statePlanes, useRanges } from '../../state/ranges.ts';
import { useStage } from '../../state/use-stage.ts';
import { usePanes } from '../../view/panes.ts';
import styles from './bars.module.css';

/** Settings of points and surfaces; for relative maps also the metres that a person states. */
export function GeometryBar() {
  const { photo } = useStage();
  const { primitive, pointSize, edgeCut } = useLook();
  const panes = usePanes();
  const isRelative = panes.some(({ depth }) => depth && depth.scale.kind !== 'metric');
  return (
    <section className={`${styles.bar} ${styles.wrapping}`} aria-label="Settings of the 3D view">
      <div className={styles.field} style={{ width: 140 }}>
        <span className={styles.fieldLabel}>
          {edgeCut === 0 ? 'Edge cut off' : `Edge cut at steps of ${Math.round(edgeCut * 100)} %`}
        </span>
        <Slider
          thumbLabel="Edge cut"
          thumbProps={{ 'aria-valuetext': `${Math.round(edgeCut * 100)} percent` }}
          min={0}
          max={0.5}
          step={0.01}
          value={edgeCut}
          onChange={(value) => look({ edgeCut: value })}
          my={7}
        />
      </div>
      {primitive === 'points' && (
        <div className={styles.field} style={{ width: 100 }}>
          <span className={styles.fieldLabel}>Point size {pointSize.toFixed(1)}</span>
          <Slider
            thumbLabel="Point size"
            thumbProps={{ 'aria-valuetext': pointSize.toFixed(1) }}
            min={0.2}
            max={4}
            step={0.1}
            value={pointSize}
            onChange={(value) => look({ pointSize: value })}
            my={7}
          />
        </div>
      )}
      <div className={styles.spacer} />
      {isRelative && photo && <Planes photoId={photo.id} />}
    </section>
  );
}

function Planes({ photoId }: { photoId: string }) {
  const stated = useRanges((state) => state.stated[photoId]);
  const planes = stated ?? ASSUMED_PLANES;
  return (
    <>
      <div
        className={styles.field}
        title="A relative map has no metres of its own: say where its nearest and farthest points lie."
      >
        <span className={styles.fieldLabel}>Metres of the relative map</span>
        <span>
          <Badge variant="light" color={stated ? 'teal' : 'yellow'} size="sm">
            {stated ? 'as you state' : 'assumed'}
          </Badge>
        </span>
      </div>
      <CommittedNumber
        w={76}
        label="Nearest, m"
        min={0.01}
        step={0.1}
        decimalScale={3}
        value={planes.nearInMetres}
        onCommit={(value) => stateOnePlane(photoId, { nearInMetres: value })}
      />
      <CommittedNumber
        w={76}
        label="Farthest, m"
        min={0.02}
        step={0.5}
        decimalScale={3}
        value={planes.farInMetres}
        onCommit={(value) => stateOnePlane(photoId, { farInMetres: value })}
      />
      {stated && (
        <Button variant="subtle" color="gray" onClick={() => statePlanes(photoId, null)}>
          Reset
        </Button>
      )}
    </>
  );
}
