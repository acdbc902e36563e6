import { z } from 'zod';
import { language } from '../language/language.ts';
import { digitsText } from '../language/number-text.ts';
import { sentence } from '../language/sentence.ts';
import { text } from '../language/text.ts';

/** What a form needs to know about one option. */
export interface FormField {
  name: string;
  label: string;
  /** The sentence of the schema. */
  help: string;
  type: 'number' | 'boolean' | 'choice' | 'text';
  choices: { value: string; label: string }[];
  minimum: number | null;
  /** A number has to be larger than this. */
  above: number | null;
  maximum: number | null;
  step: number;
  multipleOf: number | null;
  isInteger: boolean;
  fallback: number | boolean | string | undefined;
}

interface Property {
  type?: string;
  enum?: string[];
  const?: unknown;
  description?: string;
  default?: number | boolean | string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  multipleOf?: number;
}

/** Fields of a schema of options, in its order; constants are left out. */
export function formFields(schema: z.ZodObject): FormField[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' }) as {
    properties?: Record<string, Property>;
  };
  return Object.entries(properties).flatMap(([name, property]) => {
    if (property.const !== undefined) return [];
    const isNumber = property.type === 'number' || property.type === 'integer';
    const isInteger = property.type === 'integer';
    const { multipleOf, minimum, maximum } = property;
    return {
      name,
      label: optionText(name),
      help: sentence(property.description ?? ''),
      type: isNumber ? 'number' : property.type === 'boolean' ? 'boolean' : property.enum ? 'choice' : 'text',
      choices: (property.enum ?? []).map((value) => ({ value, label: choiceText(value) })),
      minimum: minimum ?? null,
      above: property.exclusiveMinimum ?? null,
      // A bound that only keeps integers exact is no bound for a person.
      maximum: maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? null : maximum,
      multipleOf: multipleOf ?? null,
      step: multipleOf ?? (isInteger ? 1 : 0.01),
      isInteger,
      fallback: property.default,
    };
  });
}

/** What an option of the contract is called: `keepAspect` is "Keep aspect". A name that nobody knows is written as words. */
export function optionText(name: string): string {
  return known(`option${capitalised(name)}`) ?? sentenceCase(name);
}

/** What a choice of an option is called; as it is where nobody knows it, which names of formats are. */
function choiceText(value: string): string {
  return known(`choice${value.split('-').map(capitalised).join('')}`) ?? value;
}

/** A value as the form has it: its numbers, its switches and its choices. */
export function valueText(value: number | boolean | string): string {
  if (typeof value === 'number') return digitsText(String(value));
  if (typeof value === 'boolean') return value ? text('controls.on') : text('controls.off');
  return choiceText(value);
}

export function sentenceCase(name: string): string {
  return capitalised(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}

/** Options and choices have no values in their texts. */
function known(key: string): string | undefined {
  const texts: Readonly<Record<string, string>> = language().texts.view;
  return Object.hasOwn(texts, key) ? texts[key] : undefined;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
