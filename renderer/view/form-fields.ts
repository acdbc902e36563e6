import { z } from 'zod';

/** What a form needs to know about one option. */
export interface FormField {
  name: string;
  label: string;
  /** The sentence of the schema. */
  help: string;
  type: 'number' | 'boolean' | 'choice' | 'text';
  choices: { value: string; label: string }[];
  minimum: number | null;
  maximum: number | null;
  step: number;
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

/** Choices whose bare name does not say enough. */
const CHOICES: Record<string, string> = {
  opencv: 'OpenCV: x right, y down, z forward',
  'y-up': 'Y up: glTF, Blender import',
  'z-up': 'Z up: Blender, CloudCompare',
  photo: 'as the photo',
  model: 'as the model',
  'near-white': 'near is white',
  'near-black': 'near is black',
  linear: 'linear in the value',
  inverse: 'linear in 1 / value',
  pack: 'as the pack says',
};

const LABELS: Record<string, string> = { resampleInput: 'Resampling in', resampleOutput: 'Resampling out' };

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
      label: LABELS[name] ?? sentenceCase(name),
      help: property.description ?? '',
      type: isNumber ? 'number' : property.type === 'boolean' ? 'boolean' : property.enum ? 'choice' : 'text',
      choices: (property.enum ?? []).map((value) => ({ value, label: CHOICES[value] ?? value })),
      minimum: minimum ?? property.exclusiveMinimum ?? null,
      // A bound that only keeps integers exact is no bound for a person.
      maximum: maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? null : maximum,
      step: multipleOf ?? (isInteger ? 1 : 0.01),
      isInteger,
      fallback: property.default,
    };
  });
}

export function sentenceCase(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words[0].toUpperCase() + words.slice(1);
}
