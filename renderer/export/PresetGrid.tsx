import { Radio } from '@mantine/core';
import { PRESET_NAMES, PRESETS, type Preset } from '../../contract/presets.ts';
import sections from '../inspector/inspector.module.css';
import styles from './export.module.css';
import { shortFormat } from './request/kinds.ts';
import { type Choice, choose, usePlan } from './request/plan.ts';

const CUSTOM = {
  title: 'Custom',
  tag: 'every format',
  reason: 'Every kind of file, every format and all of its options; it starts from what is chosen now.',
};

/** The programs that a file may go to, and why each gets the file that it gets. */
export function PresetGrid() {
  const choice = usePlan((plan) => plan.choice);
  const { reason } = wordsOf(choice);
  return (
    <section className={sections.section} aria-labelledby="presets-heading">
      <h2 id="presets-heading" className={sections.heading}>
        For which program?
      </h2>
      <Radio.Group
        aria-labelledby="presets-heading"
        value={choice}
        onChange={(value) => choose(value as Choice)}
      >
        <div className={styles.grid}>
          {([...PRESET_NAMES, 'custom'] as const).map((name) => (
            <Program key={name} name={name} />
          ))}
        </div>
      </Radio.Group>
      <p className={sections.note} style={{ marginTop: 8 }} aria-live="polite">
        {reason}
      </p>
    </section>
  );
}

function Program({ name }: { name: Choice }) {
  const { title, tag, reason } = wordsOf(name);
  return (
    <Radio.Card
      value={name}
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

function wordsOf(choice: Choice): { title: string; tag: string; reason: string } {
  if (choice === 'custom') return CUSTOM;
  const preset: Preset = PRESETS[choice];
  const format = shortFormat(preset.options.format ?? '');
  const thing = { mesh: 'mesh', 'point-cloud': 'points', 'depth-image': 'depth' }[preset.kind];
  return {
    title: preset.title.replace('Unreal Engine', 'Unreal'),
    tag: `${format} ${thing}`,
    reason: preset.reason,
  };
}
