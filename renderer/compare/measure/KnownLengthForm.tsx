import { Button } from '@mantine/core';
import { useState } from 'react';
import { type KnownLength, MOST_METRES } from '../../../contract/calls/compare-calls.ts';
import { NumberField } from '../../controls/NumberField.tsx';
import { METRES } from '../../language/number-text.ts';
import { text } from '../../language/text.ts';
import { openDialog } from '../../state/dialogs.ts';
import { addKnownLength, useKnownLengths } from '../../state/measure.ts';
import styles from './measure.module.css';

interface Props {
  photoId: string;
  label: string;
  /** What is known, once its metres are. */
  length(metres: number): KnownLength;
}

/** Says how long something that was drawn is in truth, so that relative maps can be calibrated with it. */
export function KnownLengthForm({ photoId, label, length }: Props) {
  const [metres, setMetres] = useState<number | null>(null);
  const count = useKnownLengths((state) => state.lengths[photoId]?.length ?? 0);
  return (
    <form
      className={styles.known}
      onSubmit={(event) => {
        event.preventDefault();
        if (metres !== null) addKnownLength(photoId, length(metres));
        setMetres(null);
      }}
    >
      <NumberField
        w={190}
        label={label}
        hideControls
        above={0}
        maximum={MOST_METRES}
        suffix={METRES}
        isOptional
        isLive
        value={metres}
        onNumber={setMetres}
      />
      <Button type="submit" variant="default" disabled={metres === null}>
        {text('compare.keepAsKnown')}
      </Button>
      {count > 0 && (
        <Button variant="default" onClick={() => openDialog('calibrate')}>
          {text('compare.calibrateWith', { count })}
        </Button>
      )}
    </form>
  );
}
