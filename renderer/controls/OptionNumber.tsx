import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useRef, useState } from 'react';
import { typedNumber } from './typed-number.ts';

interface Props extends Omit<NumberInputProps, 'value' | 'onChange'> {
  value: number | undefined;
  isInteger: boolean;
  onChange(value: number | undefined): void;
}

/**
 * An option that is a number. While it is typed the field shows what was typed, so that it can be emptied and written anew; an empty one stands
 * for the default, which the field shows when it is left. A fraction of a whole number is rounded.
 */
export function OptionNumber({ value, isInteger, onChange, ...rest }: Props) {
  const [draft, setDraft] = useState<number | string | null>(null);
  const isTyped = useRef(false);
  return (
    <NumberInput
      {...rest}
      value={draft ?? value ?? ''}
      onChange={(next) => {
        // What is left is brought between its ends, and no draft any more.
        if (isTyped.current) setDraft(next);
        const typed = typedNumber(next);
        if (next === '') onChange(undefined);
        else if (typed !== null) onChange(isInteger ? Math.round(typed) : typed);
      }}
      onFocus={() => {
        isTyped.current = true;
      }}
      onBlur={() => {
        isTyped.current = false;
        setDraft(null);
      }}
    />
  );
}
