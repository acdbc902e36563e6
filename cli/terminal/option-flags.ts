import { type Command, InvalidArgumentError, Option } from 'commander';
import type { z } from 'zod';
import { OPTIONS } from '../../contract/options.ts';
import type { RunOptions } from '../../contract/schemas.ts';
import { flagName } from '../../contract/words/flag-words.ts';

/** Options of the contract by whose they are: a system's, or a file format's. */
export type OptionSchemas = Record<string, z.ZodObject>;

interface Field {
  name: string;
  flag: string;
  /** What it is, by whose it is: the same name may mean something else to another. */
  sentences: Map<string, string[]>;
  kind: 'number' | 'boolean' | 'text';
  choices: string[] | null;
}

/** Every option of every owner, once, as the contract words it. */
function fields(schemas: OptionSchemas): Field[] {
  const found = new Map<string, Field>();
  for (const [owner, schema] of Object.entries(schemas)) {
    for (const [name, field] of Object.entries<z.ZodType>(schema.shape)) {
      const known = found.get(name);
      const choices = choicesOf(field);
      const sentence = field.description ?? innermost(field).description ?? '';
      if (known) {
        known.sentences.set(sentence, [...(known.sentences.get(sentence) ?? []), owner]);
        known.choices = known.choices && [...new Set([...known.choices, ...(choices ?? [])])];
        continue;
      }
      const { type } = innermost(field).def;
      found.set(name, {
        name,
        flag: flagName(name),
        sentences: new Map([[sentence, [owner]]]),
        kind: type === 'number' ? 'number' : type === 'boolean' ? 'boolean' : 'text',
        choices,
      });
    }
  }
  return [...found.values()];
}

function choicesOf(field: z.ZodType): string[] | null {
  const { def } = innermost(field);
  return def.type === 'enum' ? Object.values((def as z.core.$ZodEnumDef).entries).map(String) : null;
}

function innermost(field: z.ZodType): z.ZodType {
  const { innerType } = field.def as { innerType?: z.ZodType };
  return innerType ? innermost(innerType) : field;
}

/** Adds a flag for each option; without schemas for those of the systems. */
export function addOptionFlags(command: Command, schemas: OptionSchemas = OPTIONS): void {
  for (const { flag, sentences, kind, choices } of fields(schemas)) {
    // What a command says of its own by that name goes before.
    if (command.options.some(({ long }) => long === `--${flag}`)) continue;
    const words = [...sentences].map(([sentence, owners]) => `${sentence} (${owners.join(', ')})`).join(' ');
    if (kind === 'boolean') {
      command.addOption(new Option(`--${flag}`, words)).addOption(new Option(`--no-${flag}`, 'the opposite'));
      continue;
    }
    const option = new Option(
      `--${flag} <${kind === 'number' ? 'n' : (choices?.join('|') ?? 'value')}>`,
      words,
    );
    if (kind === 'number') option.argParser(numberOf);
    if (choices) option.choices(choices);
    command.addOption(option);
  }
}

function numberOf(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new InvalidArgumentError('Expected a number.');
  return value;
}

/** The options that were given, by their names in the contract. */
export function givenOptions(command: Command, schemas: OptionSchemas = OPTIONS): RunOptions {
  const given: RunOptions = {};
  for (const { name, flag } of fields(schemas)) {
    const key = flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (command.getOptionValueSource(key) === 'cli') given[name] = command.getOptionValue(key);
  }
  return given;
}

/** The .npy that a `--prior` names; a pack is no file. */
export function priorFile({ prior }: RunOptions): string | undefined {
  return typeof prior === 'string' && prior.endsWith('.npy') ? prior : undefined;
}
