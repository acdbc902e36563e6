import { Radio } from '@mantine/core';
import sections from '../controls/sections.module.css';
import { text } from '../language/text.ts';
import styles from './export.module.css';
import { type Choice, choose, usePlan } from './request/plan.ts';
import { CHOICES, presetText } from './request/preset-text.ts';

/** The programs that a file may go to, and why each gets the file that it gets. */
export function PresetGrid() {
  const choice = usePlan((plan) => plan.choice);
  const { reason } = presetText(choice);
  return (
    <section className={sections.section} aria-labelledby="presets-heading">
      <h2 id="presets-heading" className={sections.heading}>
        {text('exports.forWhichProgram')}
      </h2>
      <Radio.Group
        aria-labelledby="presets-heading"
        value={choice}
        onChange={(value) => choose(value as Choice)}
      >
        <div className={styles.grid}>
          {CHOICES.map((name) => (
            <Program key={name} name={name} isChosen={name === choice} />
          ))}
        </div>
      </Radio.Group>
      <p className={sections.note} style={{ marginTop: 8 }} aria-live="polite">
        {reason}
      </p>
    </section>
  );
}

function Program({ name, isChosen }: { name: Choice; isChosen: boolean }) {
  const { title, tag, reason } = presetText(name);
  return (
    <Radio.Card
      value={name}
      // One stop of the Tab key for all of them; arrows go from one to the next.
      tabIndex={isChosen ? 0 : -1}
      className={styles.program}
      data-wide={name === 'custom' || undefined}
      aria-label={`${title}, ${tag}`}
      title={reason}
    >
      <span className={styles.programTitle}>{title}</span>
      <span className={styles.programTag}>{tag}</span>
    </Radio.Card>
  );
}
