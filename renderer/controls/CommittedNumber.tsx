import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';
import { typedNumber } from './typed-number.ts';

interface Props extends Omit<NumberInputProps, 'value' | 'onChange'> {
  value: number;
  onCommit(value: number): void;
}

/** A number that counts when it has been typed to its end: on Enter, on leaving the field, or by its arrows. */
export function CommittedNumber({ value, onCommit, step = 1, ...rest }: Props) {
  const [draft, setDraft] = useState<number | string | null>(null);
  const commit = () => {
    const typed = draft === null ? null : typedNumber(draft);
    if (typed !== null) onCommit(typed);
    setDraft(null);
  };
  return (
    <NumberInput
      {...rest}
      step={step}
      hideControls
      value={draft ?? value}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
