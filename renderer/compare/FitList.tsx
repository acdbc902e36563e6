import type { Comparison, Subject } from '../../contract/compare/comparison.ts';
import { MiddleCut } from '../controls/MiddleCut.tsx';
import { sentence } from '../language/sentence.ts';
import { shortTitle } from '../view/pack-text.ts';
import { errorText, fitText } from './fit-text.ts';
import styles from './styles/panel.module.css';

/** What was fitted to each run, what is left, and the number that is asked for first. */
export function FitList({ comparison }: { comparison: Comparison }) {
  return (
    <ul className={styles.fits}>
      {comparison.subjects
        .filter(({ isReference }) => !isReference)
        .map((subject) => (
          <li key={subject.runId}>
            <b>
              <MiddleCut text={shortTitle(subject.title)} />
            </b>
            {subject.refusal ? (
              <span className={styles.refusal}>{sentence(subject.refusal)}</span>
            ) : (
              <Fitted subject={subject} comparison={comparison} />
            )}
          </li>
        ))}
    </ul>
  );
}

function Fitted({ subject, comparison }: { subject: Subject; comparison: Comparison }) {
  const { fit } = subject;
  return (
    <>
      <span className={styles.error}>{errorText(subject, comparison.unit)}</span>
      {fit && <span className={styles.fit}>{fitText(fit)}</span>}
      {fit?.notes.map((note) => (
        <span key={note} className={styles.refusal}>
          {sentence(note)}
        </span>
      ))}
    </>
  );
}
