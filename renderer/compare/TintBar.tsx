import { Slider } from '@mantine/core';
import styles from '../stage/Stage.module.css';
import { look, useLook } from '../state/look.ts';

/** What the colours of normals mean, or how large a step counts as an edge. */
export function TintBar({ tint }: { tint: 'normals' | 'edges' }) {
  const edgeCut = useLook((state) => state.edgeCut);
  if (tint === 'normals') {
    return (
      <section className={styles.bar} aria-label="Meaning of the colours">
        <span className={styles.fieldLabel}>
          Normals: red to the right, green up, blue towards the camera, each from −1 to 1. Relative maps bend
          with the metres that are stated on the 3D view.
        </span>
      </section>
    );
  }
  return (
    <section className={styles.bar} aria-label="Meaning of the colours">
      <div className={styles.field} style={{ width: 190 }}>
        <span className={styles.fieldLabel}>Steps of more than {Math.round((edgeCut / 2) * 100)} %</span>
        <Slider
          thumbLabel="Step"
          thumbProps={{ 'aria-valuetext': `${Math.round((edgeCut / 2) * 100)} percent` }}
          min={0.02}
          max={0.5}
          step={0.01}
          value={edgeCut}
          onChange={(value) => look({ edgeCut: value })}
          my={7}
        />
      </div>
      <span className={styles.fieldLabel}>
        Steps of depth between neighbouring pixels of the model, over the photo in grey.
      </span>
    </section>
  );
}
