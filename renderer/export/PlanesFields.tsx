import { Badge, Switch } from '@mantine/core';
import { NumberField } from '../controls/NumberField.tsx';
import { planeRules } from '../controls/plane-rules.ts';
import sections from '../controls/sections.module.css';
import { METRES } from '../language/number-text.ts';
import { text } from '../language/text.ts';
import { ASSUMED_PLANES, stateOnePlane, useRanges } from '../state/ranges.ts';
import styles from './export.module.css';
import { usePlan } from './request/plan.ts';
import type { PlanesNeed } from './request/request.ts';

interface Props {
  photoId: string;
  need: Exclude<PlanesNeed, 'no'>;
  isInMetres: boolean;
}

/** Where the nearest and farthest points of a relative map lie: it cannot know, so a person states it. */
export function PlanesFields({ photoId, need, isInMetres }: Props) {
  const stated = useRanges((state) => state.stated[photoId]);
  const planes = stated ?? ASSUMED_PLANES;
  return (
    <section className={sections.section} aria-labelledby="planes-heading">
      <h2 id="planes-heading" className={sections.heading}>
        {text('exports.nearAndFar')}
        {isInMetres && (
          <Badge variant="light" color={stated ? 'teal' : 'yellow'} size="sm">
            {stated ? text('exports.asStated') : text('exports.assumed')}
          </Badge>
        )}
      </h2>
      <p className={sections.note}>
        {need === 'must' ? text('exports.planesMust') : text('exports.planesMay')}
      </p>
      {need === 'may' && (
        <Switch
          mt={8}
          label={text('exports.inMetres')}
          checked={isInMetres}
          onChange={(event) => usePlan.setState({ isInMetres: event.currentTarget.checked })}
        />
      )}
      {isInMetres && (
        <div className={styles.pair}>
          <NumberField
            hideControls
            label={text('exports.nearest')}
            suffix={METRES}
            {...planeRules(planes).near}
            decimalScale={3}
            value={planes.nearInMetres}
            onNumber={(value) => stateOnePlane(photoId, { nearInMetres: value })}
          />
          <NumberField
            hideControls
            label={text('exports.farthest')}
            suffix={METRES}
            {...planeRules(planes).far}
            decimalScale={3}
            value={planes.farInMetres}
            onNumber={(value) => stateOnePlane(photoId, { farInMetres: value })}
          />
        </div>
      )}
    </section>
  );
}
