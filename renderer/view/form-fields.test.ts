import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { depthImageOptionsSchema } from '../../contract/exports/depth-image.ts';
import { meshOptionsSchema, pointCloudOptionsSchema } from '../../contract/exports/geometry.ts';
import { marigoldOptionsSchema, OPTIONS } from '../../contract/options.ts';
import { fetchLanguage } from '../language/fetch-language.ts';
import { language, speak } from '../language/language.ts';
import { formFields } from './form-fields.ts';

test('fields carry sentence, bounds and default of the schema', () => {
  const fields = formFields(marigoldOptionsSchema);
  expect(fields.find(({ name }) => name === 'resolution')).toEqual({
    name: 'resolution',
    label: 'Resolution',
    help: expect.stringContaining('multiple of 8'),
    type: 'number',
    choices: [],
    minimum: 0,
    above: null,
    maximum: 8192,
    step: 8,
    multipleOf: 8,
    isInteger: true,
    fallback: 768,
  });
  expect(fields.find(({ name }) => name === 'resampleInput')).toMatchObject({
    type: 'choice',
    fallback: 'bilinear',
    label: 'Resampling in',
  });
});

test('constants are no fields, and choices say what they mean', () => {
  const schema = z.object({
    format: z.literal('png16').default('png16'),
    polarity: z.enum(['near-white', 'other']),
  });
  expect(formFields(schema)).toMatchObject([
    {
      name: 'polarity',
      choices: [
        { value: 'near-white', label: 'near is white' },
        { value: 'other', label: 'other' },
      ],
    },
  ]);
});

test('every option and every choice has a name of its own in German', async () => {
  speak(await fetchLanguage('de'));
  onTestFinished(() => speak());
  const { view } = language().texts;
  const schemas = [
    ...Object.values(OPTIONS),
    depthImageOptionsSchema,
    pointCloudOptionsSchema,
    meshOptionsSchema,
  ];
  const fields = schemas.flatMap(formFields).filter(({ name }) => name !== 'format');
  const words: unknown[] = Object.values(view);
  expect(fields.map(({ label }) => label).filter((label) => !words.includes(label))).toEqual([]);
  const choices = fields.flatMap((field) => field.choices.map(({ label }) => label));
  // Names of channels, of programs' conventions and of formats are the same everywhere.
  const names = ['Z', 'Y', 'R', 'depth.Z', 'opengl', 'directx', 'jpeg', 'png', 'meshopt'];
  expect(choices.filter((label) => !words.includes(label) && !names.includes(label))).toEqual([]);
});

test('the German help of a field names its choices as its list does', async () => {
  speak(await fetchLanguage('de'));
  onTestFinished(() => speak());
  const schemas = [
    ...Object.values(OPTIONS),
    depthImageOptionsSchema,
    pointCloudOptionsSchema,
    meshOptionsSchema,
  ];
  const other = schemas
    .flatMap(formFields)
    .flatMap(({ name, help, fallback, choices }) =>
      [...choices, { value: String(fallback), label: '' }]
        .filter(({ value, label }) => value !== label && help.includes(`„${value}“`))
        .map(({ value }) => `${name}: ${value}`),
    );
  expect(other).toEqual([]);
});
