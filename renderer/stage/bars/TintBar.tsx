import { Slider } from '@mantine/core';
import { compareLook, useCompareLook } from '../../state/compare-look.ts';
import styles from './bars.module.css';

/** What the colours of normals mean, or how large a step counts as an edge. */
export function TintBar({ tint }: { tint: 'normals' | 'edges' }) {
  const edgeStep = useCompareLook((state) => state.edgeStep);
  if (tint === 'normals') {
    return (
      <section className={`${styles.bar} ${styles.wrapping}`} aria-label="Meaning of the colours">
        <span className={styles.meaning}>
          Normals: red to the right, green up, blue towards the camera, each from −1 to 1. Relative maps bend
          with the metres that are stated on the 3D view.
        </span>
      </section>
    );
  }
  return (
    <section className={`${styles.bar} ${styles.wrapping}`} aria-label="Meaning of the colours">
      <div className={styles.field} style={{ width: 190 }}>
        <span className={styles.fieldLabel}>Steps of more than {Math.round(edgeStep * 100)} %</span>
        <Slider
          thumbLabel="Step"
          thumbProps={{ 'aria-valuetext': `${Math.round(edgeStep * 100)} percent` }}
          min={0.01}
          max={0.3}
          step={0.01}
          value={edgeStep}
          onChange={(value) => compareLook({ edgeStep: value })}
          my={7}
        />
      </div>
      <span className={styles.meaning}>
        Steps of depth between neighbouring pixels of the model, over the photo in grey.
      </span>
    </section>
  );
}
