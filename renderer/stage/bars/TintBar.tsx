import { text } from '../../language/text.ts';
import { compareLook, useCompareLook } from '../../state/compare-look.ts';
import styles from './bars.module.css';
import { WordedSlider } from './WordedSlider.tsx';

/** What the colours of normals mean, or how large a step counts as an edge. */
export function TintBar({ tint }: { tint: 'normals' | 'edges' }) {
  const edgeStep = useCompareLook((state) => state.edgeStep);
  const percent = Math.round(edgeStep * 100);
  if (tint === 'normals') {
    return (
      <section className={`${styles.bar} ${styles.wrapping}`} aria-label={text('stage.coloursMean')}>
        <span className={styles.meaning}>{text('stage.normalsMean')}</span>
      </section>
    );
  }
  return (
    <section className={`${styles.bar} ${styles.wrapping}`} aria-label={text('stage.coloursMean')}>
      <WordedSlider
        words={text('stage.stepsOver', { percent })}
        widest={text('stage.stepsOver', { percent: 30 })}
        name={text('stage.step')}
        spoken={text('stage.percent', { percent })}
        minimum={0.01}
        maximum={0.3}
        step={0.01}
        value={edgeStep}
        onChange={(value) => compareLook({ edgeStep: value })}
        width={190}
      />
      <span className={styles.meaning}>{text('stage.edgesMean')}</span>
    </section>
  );
}
