import { expect, test } from 'vitest';
import { marigoldOptionsSchema, zoedepthOptionsSchema } from '../../contract/options.ts';
import { formFields } from '../view/form-fields.ts';
import { controlOf, SWITCH_CHOICES, switchChoice, switchValue, withChoices } from './option-field.ts';

test('every option of a schema has a control that fits it', () => {
  const controls = Object.fromEntries(
    formFields(marigoldOptionsSchema).map((field) => [field.name, controlOf(field)]),
  );
  expect(controls).toMatchObject({ steps: 'number', resampleInput: 'select' });
  const zoe = Object.fromEntries(
    formFields(zoedepthOptionsSchema).map((field) => [field.name, controlOf(field)]),
  );
  expect(zoe.flip).toMatch(/switch/);
  expect(controlOf({ type: 'boolean', fallback: undefined })).toBe('pack-switch');
  expect(controlOf({ type: 'boolean', fallback: false })).toBe('switch');
  expect(controlOf({ type: 'text', fallback: '' })).toBe('text');
});

test('a field that is open becomes a select where there are choices', () => {
  const [field] = formFields(marigoldOptionsSchema);
  const choices = [{ value: 'a', label: 'A' }];
  expect(withChoices(field, choices)).toMatchObject({ type: 'choice', choices });
  expect(withChoices(field, undefined)).toBe(field);
});

test('the three states of a switch come back as they went', () => {
  for (const value of [undefined, true, false]) expect(switchValue(switchChoice(value))).toBe(value);
  expect(SWITCH_CHOICES.map(({ value }) => switchChoice(switchValue(value)))).toEqual(['pack', 'on', 'off']);
});
