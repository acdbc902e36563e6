import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { KnownLength } from '../../../contract/calls/compare-calls.ts';
import { typedNumber } from '../../controls/typed-number.ts';
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
  const [metres, setMetres] = useState<number | string>('');
  const count = useKnownLengths((state) => state.lengths[photoId]?.length ?? 0);
  const typed = typedNumber(metres);
  const known = typed !== null && typed > 0 ? typed : null;
  return (
    <form
      className={styles.known}
      onSubmit={(event) => {
        event.preventDefault();
        if (known !== null) addKnownLength(photoId, length(known));
        setMetres('');
      }}
    >
      <NumberInput
        w={190}
        label={label}
        hideControls
        min={0}
        suffix={METRES}
        value={metres}
        onChange={setMetres}
      />
      <Button type="submit" variant="default" disabled={known === null}>
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
