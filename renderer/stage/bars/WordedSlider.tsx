import { Slider } from '@mantine/core';
import styles from './bars.module.css';

interface Props {
  /** What stands written with it, its value among it. */
  words: string;
  /** The longest that the words become: they must not move what they stand with. */
  widest: string;
  /** What it is called, and its value, to who hears it. */
  name: string;
  spoken: string;
  minimum: number;
  maximum: number;
  step: number;
  value: number;
  onChange(value: number): void;
  /** Of the whole, in pixels; of the slider alone where it stands beside its words. */
  width: number;
  /** Whether it stands beside its words, not below them. */
  isBeside?: boolean;
  hint?: string;
}

/** A slider whose words say what it sets, and to what: its bubble would only say so once more. */
export function WordedSlider({
  words,
  widest,
  name,
  spoken,
  minimum,
  maximum,
  step,
  value,
  onChange,
  width,
  isBeside = false,
  hint,
}: Props) {
  return (
    <div
      className={isBeside ? styles.beside : styles.field}
      style={isBeside ? undefined : { minWidth: width }}
    >
      <span className={styles.fieldLabel} data-widest={widest} title={hint}>
        {words}
      </span>
      <Slider
        thumbLabel={name}
        thumbProps={{ 'aria-valuetext': spoken }}
        label={null}
        min={minimum}
        max={maximum}
        step={step}
        value={value}
        onChange={onChange}
        {...(isBeside ? { w: width } : { my: 7 })}
      />
    </div>
  );
}
