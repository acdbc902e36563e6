import type { Comparison, Subject } from '../../contract/comparison.ts';
import { printMetric } from '../../contract/protocol.ts';
import { shortTitle } from '../view/pack-text.ts';
import styles from './styles/panel.module.css';

/** What was fitted to each run, what is left, and the number that is asked for first. */
export function FitList({ comparison }: { comparison: Comparison }) {
  return (
    <ul className={styles.fits}>
      {comparison.subjects
        .filter(({ isReference }) => !isReference)
        .map((subject) => (
          <li key={subject.runId}>
            <b>{shortTitle(subject.title)}</b>
            {subject.refusal ? (
              <span className={styles.refusal}>{subject.refusal}</span>
            ) : (
              <Fitted subject={subject} comparison={comparison} />
            )}
          </li>
        ))}
    </ul>
  );
}

function Fitted({ subject: { fit, metrics }, comparison }: { subject: Subject; comparison: Comparison }) {
  const number = (value: number) => String(Number(value.toPrecision(4)));
  const error =
    comparison.unit === 'metres'
      ? `AbsRel ${printMetric('absRel', metrics, comparison.unit)} · δ1 ${printMetric('delta1', metrics, comparison.unit)}`
      : `Spearman ${printMetric('spearman', metrics, comparison.unit)}`;
  return (
    <>
      <span className={styles.error}>{error}</span>
      {fit && (
        <span className={styles.fit}>
          {comparison.alignment.method === 'none'
            ? 'as it is'
            : `× ${number(fit.scale)} ${fit.shift < 0 ? '−' : '+'} ${number(Math.abs(fit.shift))} in ${fit.space}`}
          {`, residual ${number(fit.residual)}`}
        </span>
      )}
      {fit?.notes.map((note) => (
        <span key={note} className={styles.refusal}>
          {note}
        </span>
      ))}
    </>
  );
}
