import { Badge, Button } from '@mantine/core';
import { NumberField } from '../../controls/NumberField.tsx';
import { planeRules } from '../../controls/plane-rules.ts';
import { fixedText } from '../../language/number-text.ts';
import { text } from '../../language/text.ts';
import { look, useLook } from '../../state/look.ts';
import { ASSUMED_PLANES, stateOnePlane, statePlanes, useRanges } from '../../state/ranges.ts';
import { useStage } from '../../state/use-stage.ts';
import { usePanes } from '../../view/panes.ts';
import styles from './bars.module.css';
import { WordedSlider } from './WordedSlider.tsx';

/** Settings of points and surfaces; for relative maps also the metres that a person states. */
export function GeometryBar() {
  const { photo } = useStage();
  const { primitive, pointSize, edgeCut } = useLook();
  const percent = Math.round(edgeCut * 100);
  const size = fixedText(pointSize, 1);
  const panes = usePanes();
  const isRelative = panes.some(({ depth }) => depth && depth.scale.kind !== 'metric');
  return (
    <section className={`${styles.bar} ${styles.wrapping}`} aria-label={text('stage.geometrySettings')}>
      <WordedSlider
        words={edgeCut === 0 ? text('stage.edgeCutOff') : text('stage.edgeCutAt', { percent })}
        widest={text('stage.edgeCutAt', { percent: 50 })}
        name={text('stage.edgeCut')}
        spoken={text('stage.percent', { percent })}
        minimum={0}
        maximum={0.5}
        step={0.01}
        value={edgeCut}
        onChange={(value) => look({ edgeCut: value })}
        width={140}
      />
      {primitive === 'points' && (
        <WordedSlider
          words={text('stage.pointSizeOf', { size })}
          widest={text('stage.pointSizeOf', { size: fixedText(4, 1) })}
          name={text('stage.pointSize')}
          spoken={size}
          minimum={0.2}
          maximum={4}
          step={0.1}
          value={pointSize}
          onChange={(value) => look({ pointSize: value })}
          width={100}
        />
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
    <div className={styles.planes}>
      <div className={styles.field} title={text('stage.statedMeaning')}>
        <span className={styles.fieldLabel}>{text('stage.statedMetres')}</span>
        <span>
          <Badge variant="light" color={stated ? 'teal' : 'yellow'} size="sm">
            {stated ? text('stage.asStated') : text('stage.assumed')}
          </Badge>
          {stated && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              onClick={() => statePlanes(photoId, null)}
            >
              {text('stage.reset')}
            </Button>
          )}
        </span>
      </div>
      <NumberField
        hideControls
        isInBar
        w={88}
        label={text('stage.nearestInMetres')}
        {...planeRules(planes).near}
        step={0.1}
        decimalScale={3}
        value={planes.nearInMetres}
        onNumber={(value) => stateOnePlane(photoId, { nearInMetres: value })}
      />
      <NumberField
        hideControls
        isInBar
        w={88}
        label={text('stage.farthestInMetres')}
        {...planeRules(planes).far}
        step={0.5}
        decimalScale={3}
        value={planes.farInMetres}
        onNumber={(value) => stateOnePlane(photoId, { farInMetres: value })}
      />
    </div>
  );
}
