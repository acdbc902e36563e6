import { expect, test } from 'vitest';
import { z } from 'zod';
import { marigoldOptionsSchema } from '../../contract/options.ts';
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
    maximum: 8192,
    step: 8,
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
