import { Select, Switch, TextInput } from '@mantine/core';
import type { z } from 'zod';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';
import { type FormField, formFields } from '../view/form-fields.ts';
import { NumberField } from './NumberField.tsx';
import {
  controlOf,
  type OptionValue,
  SWITCH_CHOICES,
  switchChoice,
  switchValue,
  withChoices,
} from './option-field.ts';
import sections from './sections.module.css';

interface Props {
  schema: z.ZodObject;
  /** Fields that are set elsewhere. */
  without?: readonly string[];
  /** Choices for fields that the schema leaves open. */
  choices?: Readonly<Record<string, FormField['choices']>>;
  valueFor(field: FormField): OptionValue;
  onChange(name: string, value: OptionValue): void;
}

/** A form with one field and one sentence for each option of a schema. */
export function OptionsForm({ schema, without = [], choices = {}, valueFor, onChange }: Props) {
  const fields = formFields(schema)
    .filter(({ name }) => !without.includes(name))
    .map((field) => withChoices(field, choices[field.name]))
    .map(said);
  return (
    <div className={sections.form}>
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={valueFor(field) ?? field.fallback}
          onChange={(value) => onChange(field.name, value)}
        />
      ))}
    </div>
  );
}

/** A field in the language of the page: schemas are written in English. */
function said({ label, help, choices, ...field }: FormField): FormField {
  return {
    ...field,
    label: sentence(label),
    help: sentence(help),
    choices: choices.map((choice) => ({ ...choice, label: sentence(choice.label) })),
  };
}

function Field({
  field,
  value,
  onChange,
}: {
  field: FormField;
  value: OptionValue;
  onChange(value: OptionValue): void;
}) {
  const control = controlOf(field);
  const named = {
    label: field.label,
    description: field.help,
    inputWrapperOrder: ['label', 'input', 'description'] as const,
  };
  if (control === 'pack-switch') {
    return (
      <Select
        {...named}
        inputWrapperOrder={[...named.inputWrapperOrder]}
        data={[...SWITCH_CHOICES]}
        value={switchChoice(value)}
        onChange={(next) => onChange(switchValue(next))}
      />
    );
  }
  if (control === 'switch') {
    return (
      <Switch
        label={field.label}
        description={field.help}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  if (control === 'select') {
    return (
      <Select
        {...named}
        inputWrapperOrder={[...named.inputWrapperOrder]}
        data={field.choices}
        value={typeof value === 'string' ? value : null}
        onChange={(next) => onChange(next ?? undefined)}
      />
    );
  }
  if (control === 'number') {
    return (
      <NumberField
        {...named}
        inputWrapperOrder={[...named.inputWrapperOrder]}
        minimum={field.minimum ?? undefined}
        maximum={field.maximum ?? undefined}
        above={field.above ?? undefined}
        multipleOf={field.multipleOf ?? undefined}
        isInteger={field.isInteger}
        step={field.step}
        placeholder={field.fallback === undefined ? text('controls.automatic') : undefined}
        isOptional
        isLive
        value={typeof value === 'number' ? value : null}
        onNumber={(next) => onChange(next ?? undefined)}
      />
    );
  }
  return (
    <TextInput
      {...named}
      inputWrapperOrder={[...named.inputWrapperOrder]}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
