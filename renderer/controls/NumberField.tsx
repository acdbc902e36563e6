import { NumberInput, type NumberInputProps, Tooltip, VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { text } from '../language/text.ts';
import styles from './number-field.module.css';
import { type NumberRules, settledNumber, settledText, typedNumber } from './typed-number.ts';

type Taken = 'onChange' | 'value' | 'min' | 'max' | 'step' | 'error' | 'clampBehavior';

/** An empty field may say something: that there is no limit, or that the default counts. Its value is null. */
type Held =
  | { isOptional: true; value: number | null; onNumber(value: number | null): void }
  | { isOptional?: false; value: number; onNumber(value: number): void };

interface Look extends Omit<NumberInputProps, Taken>, NumberRules {
  step?: number;
  /** Whether each number counts as it is typed; else it counts when it has been typed to its end: on Enter, on leaving the field, or by its arrows. */
  isLive?: boolean;
  /** Whether it stands in a bar, which has no room for a sentence: that one floats over it. */
  isInBar?: boolean;
}

/**
 * Every field for a number. While it is typed the field shows what was typed; at the end it shows what counts, and one sentence says so where that
 * is something else: what is out of its bounds becomes the nearest number that is not, what cannot be taken goes back. Escape takes back what was typed.
 */
export function NumberField(props: Look & Held) {
  const { value, step = 1, isOptional = false, isLive = false, isInBar = false, onNumber, ...more } = props;
  const { minimum, maximum, above, multipleOf, isInteger, refuses, ...rest } = more;
  const rules = { minimum, maximum, above, multipleOf, isInteger, refuses };
  const [draft, setDraft] = useState<number | string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  /** What stood in the field before anything was typed. */
  const before = useRef(value);
  useFading(isInBar ? told : null, () => setTold(null));

  const hand = (next: number | null) => {
    // One that may not be empty never was.
    if (next !== value) onNumber(next as never);
  };
  const settle = (written: number | string) => {
    const typed = typedNumber(written);
    if (typed !== null) return settledNumber(typed, rules);
    return { value: null, rule: written === '' && isOptional ? null : text('controls.numberExpected') };
  };
  const type = (written: number | string) => {
    if (draft === null) before.current = value;
    setDraft(written);
    setTold(null);
    if (!isLive) return;
    const { value: taken } = settle(written);
    hand(taken ?? (written === '' && isOptional ? null : before.current));
  };
  const end = (written: number | string | null) => {
    setDraft(null);
    if (written === null || written === value) return;
    const { value: taken, rule } = settle(written);
    const isEmptied = written === '' && isOptional;
    hand(taken ?? (isEmptied ? null : before.current));
    if (rule !== null) setTold(settledText(rule, taken, before.current, unitOf(rest.suffix)));
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') end(draft);
    if (event.key !== 'Escape' || draft === null) return;
    setDraft(null);
    setTold(null);
    if (isLive) hand(before.current);
  };
  return (
    <NumberInput
      {...rest}
      step={multipleOf ?? step}
      min={minimum}
      max={maximum}
      clampBehavior="none"
      value={draft ?? value ?? ''}
      onChange={type}
      onValueChange={({ floatValue }, { source }) => {
        if (floatValue !== undefined && STEPS.includes(source)) end(floatValue);
      }}
      onBlur={() => end(draft)}
      onKeyDown={press}
      // Else it would close the dialog around the field as well.
      data-mantine-stop-propagation={draft !== null}
      inputContainer={(input) => (
        <>
          {isInBar ? (
            <Tooltip label={told} opened={told !== null} multiline maw={260}>
              <div>{input}</div>
            </Tooltip>
          ) : (
            input
          )}
          <Told isHidden={isInBar}>{told}</Told>
        </>
      )}
    />
  );
}

const STEPS: readonly string[] = ['increment', 'decrement'];

/** What is said stands there before it is said: who hears the page is told of changes only. */
function Told({ isHidden, children }: { isHidden: boolean; children: string | null }) {
  const said = (
    <span aria-live="polite" className={styles.told}>
      {children}
    </span>
  );
  return isHidden ? <VisuallyHidden>{said}</VisuallyHidden> : said;
}

/** What floats over a bar goes by itself. */
function useFading(told: string | null, fade: () => void) {
  const last = useRef(fade);
  last.current = fade;
  useEffect(() => {
    if (told === null) return;
    const timer = setTimeout(() => last.current(), 8000);
    return () => clearTimeout(timer);
  }, [told]);
}

function unitOf(suffix: string | undefined): string {
  return suffix ?? '';
}
