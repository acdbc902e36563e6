import { SegmentedControl, Select } from '@mantine/core';
import type { ExportKind } from '../../contract/exports/export-kinds.ts';
import sections from '../controls/sections.module.css';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import styles from './export.module.css';
import { KINDS } from './request/kinds.ts';
import { chooseKind, setOwn, usePlan } from './request/plan.ts';

const KIND_CHOICES = (Object.keys(KINDS) as ExportKind[]).map((value) => ({
  value,
  label: sentence(KINDS[value].title),
}));

/** For a custom file: what it holds, and in which format. */
export function FormatChoice({ format }: { format: string }) {
  const kind = usePlan((plan) => plan.kind);
  const { formats } = KINDS[kind];
  return (
    <section className={`${sections.section} ${styles.format}`} aria-label={text('exports.format')}>
      <SegmentedControl
        fullWidth
        aria-label={text('exports.kindOfFile')}
        data={KIND_CHOICES}
        value={kind}
        onChange={(value) => chooseKind(value as ExportKind)}
      />
      <Select
        label={text('exports.format')}
        description={sentence(formats[format].sentence)}
        inputWrapperOrder={['label', 'input', 'description']}
        data={Object.entries(formats).map(([value, { title }]) => ({ value, label: sentence(title) }))}
        value={format}
        onChange={(value) => value && setOwn('format', value)}
        maxDropdownHeight={420}
        renderOption={({ option }) => (
          <div>
            <div>{option.label}</div>
            <div className={sections.optionNote}>{sentence(formats[option.value].sentence)}</div>
          </div>
        )}
      />
    </section>
  );
}
