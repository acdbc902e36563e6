import { type Command, Option } from 'commander';
import type { z } from 'zod';
import { OPTIONS, type RunOptions } from '../contract/options.ts';

/** Names that differ from the field's own in kebab case. */
const FLAGS: Record<string, string> = { resampleInput: 'resample-in', resampleOutput: 'resample-out' };

interface Field {
  name: string;
  flag: string;
  sentence: string;
  kind: 'number' | 'boolean' | 'text';
  choices: string[] | null;
  systems: string[];
}

/** Every option of every system, once, as the contract words it. */
function fields(): Field[] {
  const found = new Map<string, Field>();
  for (const [system, schema] of Object.entries(OPTIONS)) {
    for (const [name, field] of Object.entries<z.ZodType>(schema.shape)) {
      const known = found.get(name);
      if (known) known.systems.push(system);
      else {
        const inner = innermost(field);
        found.set(name, {
          name,
          flag: FLAGS[name] ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
          sentence: field.description ?? innermost(field).description ?? '',
          kind: inner.def.type === 'number' ? 'number' : inner.def.type === 'boolean' ? 'boolean' : 'text',
          choices:
            inner.def.type === 'enum'
              ? Object.values((inner.def as z.core.$ZodEnumDef).entries).map(String)
              : null,
          systems: [system],
        });
      }
    }
  }
  return [...found.values()];
}

function innermost(field: z.ZodType): z.ZodType {
  const { innerType } = field.def as { innerType?: z.ZodType };
  return innerType ? innermost(innerType) : field;
}

/** Adds a flag for each option. */
export function addOptionFlags(command: Command): void {
  for (const { flag, sentence, kind, choices, systems } of fields()) {
    const words = `${sentence} (${systems.join(', ')})`;
    if (kind === 'boolean') {
      command.addOption(new Option(`--${flag}`, words)).addOption(new Option(`--no-${flag}`).hideHelp());
      continue;
    }
    const option = new Option(
      `--${flag} <${kind === 'number' ? 'n' : (choices?.join('|') ?? 'value')}>`,
      words,
    );
    if (kind === 'number') option.argParser(Number);
    if (choices) option.choices(choices);
    command.addOption(option);
  }
}

/** The options that were given, by their names in the contract. */
export function givenOptions(command: Command): RunOptions {
  const given: RunOptions = {};
  for (const { name, flag } of fields()) {
    const key = flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (command.getOptionValueSource(key) === 'cli') given[name] = command.getOptionValue(key);
  }
  return given;
}
