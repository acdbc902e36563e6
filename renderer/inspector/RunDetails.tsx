import { bytesText } from '../../contract/bytes-text.ts';
import type { Run } from '../../contract/run.ts';
import { kindText } from '../view/pack-text.ts';
import { durationText } from '../view/time-text.ts';
import styles from './inspector.module.css';

/** All that is known about a run. */
export function RunDetails({ run }: { run: Run }) {
  const facts: [string, string][] = [];
  const { result } = run;
  if (result) {
    const digits = result.kind === 'metric' ? 2 : 3;
    facts.push(['Kind', kindText(result.kind)]);
    facts.push([
      'Values',
      `${result.minimum.toFixed(digits)} to ${result.maximum.toFixed(digits)} ${result.unit}`,
    ]);
    facts.push(['Model size', `${result.model.width} × ${result.model.height}`]);
    if (result.invalidPixels > 0) facts.push(['Without value', `${result.invalidPixels} pixels`]);
  }
  for (const [name, value] of Object.entries(run.options)) facts.push([name, String(value)]);
  for (const { name, milliseconds } of run.stages) facts.push([name, durationText(milliseconds / 1000)]);
  if (run.provider) facts.push(['Provider', run.provider]);
  if (run.peakMemoryBytes !== null) facts.push(['Peak memory', bytesText(run.peakMemoryBytes)]);
  facts.push(['Queued', new Date(run.queuedAt).toLocaleString()]);
  facts.push(['Licence', run.licence]);
  facts.push(['Pack', `${run.packId} (${run.packHash.slice(0, 12)})`]);
  return (
    <div className={styles.cardBody}>
      <dl className={styles.facts}>
        {facts.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is rebuilt as a whole and two stages may share a name.
          <Fact key={index} name={name} value={value} />
        ))}
      </dl>
      {run.notes.length > 0 && (
        <ul className={styles.notes}>
          {run.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
