import type { Run } from '../../contract/run.ts';
import { Details } from '../controls/Details.tsx';
import { sentence } from '../language/sentence.ts';
import { plainProviderText } from '../view/words/provider-text.ts';
import { FactList } from './FactList.tsx';
import styles from './inspector.module.css';
import { runFacts } from './run-text.ts';

/** All that is known about a run. */
export function RunDetails({ run }: { run: Run }) {
  return (
    <div className={styles.cardBody}>
      <FactList facts={runFacts(run)} />
      {run.notes.length > 0 && (
        <ul className={styles.notes}>
          {run.notes.map((note) => (
            <li key={note}>{sentence(plainProviderText(note).sentence)}</li>
          ))}
        </ul>
      )}
      <Details texts={run.notes.flatMap((note) => plainProviderText(note).raw ?? [])} />
    </div>
  );
}
