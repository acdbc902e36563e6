import { useEffect, useState } from 'react';
import type { BoxStatistics } from '../../../contract/compare/comparison.ts';
import { sentence } from '../../language/sentence.ts';
import { text } from '../../language/text.ts';
import { call } from '../../server/call.ts';
import { shownFailure } from '../../server/shown-failure.ts';
import { boxBetween, type Stroke, useMeasure } from '../../state/measure.ts';
import { runOfPane } from '../../state/panes.ts';
import { currentComparison } from '../../view/current-comparison.ts';
import { shortTitle } from '../../view/pack-text.ts';
import type { Pane } from '../../view/pane.ts';
import { planarityText, statisticText } from './box-text.ts';
import { KnownLengthForm } from './KnownLengthForm.tsx';
import styles from './measure.module.css';

type Answer = { rows: BoxStatistics[] } | { sentence: string } | null;

/** Statistics and flatness of the drawn box, measured by the core in each map's own values. */
export function BoxTable({ panes, stroke }: { panes: readonly Pane[]; stroke: Stroke }) {
  const isDrawing = useMeasure((state) => state.isDrawing);
  const [answer, setAnswer] = useState<Answer>(null);
  const { photo } = panes[0];
  const { reference, alignment } = currentComparison();
  const runs = panes.flatMap(({ content, depth }) => (depth && runOfPane(content ?? undefined)) ?? []);
  const runIds = [...new Set(runs.map(({ id }) => id))];
  const box = boxBetween(stroke);
  const question = JSON.stringify({ photoId: photo.id, runIds, reference, alignment, box, values: 'own' });
  const isUsable = !isDrawing && runIds.length > 0 && box.width >= 2 && box.height >= 2;
  useEffect(() => {
    if (!isUsable) return;
    let isWanted = true;
    const keep = (given: Answer) => {
      if (isWanted) setAnswer(given);
    };
    call('measureBox', JSON.parse(question)).then(
      (rows) => keep({ rows }),
      (thrown: unknown) => keep({ sentence: shownFailure(thrown).message }),
    );
    return () => {
      isWanted = false;
    };
  }, [question, isUsable]);
  return (
    <div className={styles.beside}>
      <KnownLengthForm
        photoId={photo.id}
        label={text('compare.knownCameraHeight')}
        length={(metres) => ({ what: 'height', over: box, metres })}
      />
      {answer && 'sentence' in answer && <p className={styles.note}>{sentence(answer.sentence)}</p>}
      {!answer && <p className={styles.note}>{text('compare.measuring')}</p>}
      {answer && 'rows' in answer && <Statistics rows={answer.rows} />}
    </div>
  );
}

const COLUMNS = [
  text('compare.map'),
  text('compare.least'),
  text('compare.median'),
  text('compare.mean'),
  text('compare.most'),
  text('compare.deviation'),
  text('compare.offItsPlane'),
];

function Statistics({ rows }: { rows: readonly BoxStatistics[] }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {COLUMNS.map((name) => (
            <th scope="col" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.runId ?? `truth ${index}`} title={pixelsText(row)}>
            <td>{shortTitle(row.title)}</td>
            {[row.minimum, row.median, row.mean, row.maximum, row.deviation].map((value, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never move.
              <td key={column}>{statisticText(value, row.unit)}</td>
            ))}
            <td>{planarityText(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function pixelsText({ pixels, note }: BoxStatistics): string {
  const counted = text('compare.boxPixels', { pixels });
  return note ? `${counted} ${sentence(note)}` : counted;
}
