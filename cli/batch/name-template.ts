import { nameOfWords } from '../../core/disk/file-stem.ts';
import { NotUnderstood } from '../terminal/not-understood.ts';

/** What a name is made of. */
export interface NameParts {
  stem: string;
  pack: string;
  system: string;
  seed: string;
  index: string;
}

const FIELDS = ['stem', 'pack', 'system', 'seed', 'index'] as const;
export const DEFAULT_TEMPLATE = '{stem}.{pack}';

/** Names that Windows keeps for devices, whatever follows the first dot (Microsoft, "Naming Files, Paths, and Namespaces"). */
const DEVICES = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/**
 * Reads a template for names as `{stem}.{pack}`; answers with what makes names of it: relative paths with forward slashes that never lead out
 * of their folder. Throws `bad-input` where it has an unknown field, leads out, or would call all photos the same.
 */
export function nameTemplate(template: string): (parts: NameParts) => string {
  const refuse = (why: string) => {
    throw new NotUnderstood(
      `Expected --name as "{stem}.{pack}" with the fields ${FIELDS.map((field) => `{${field}}`).join(', ')}, but "${template}" ${why}.`,
    );
  };
  const fields = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, field]) => field);
  const unknown = fields.find((field) => !FIELDS.some((known) => known === field));
  if (unknown !== undefined) refuse(`has {${unknown}}`);
  const fixed = template.replace(/\{[^{}]*\}/g, '');
  if (/[{}]/.test(fixed)) refuse('has a brace without its other one');
  if (/[\\:*?"<>|\p{Cc}]/u.test(fixed)) refuse('has characters that names of files cannot have');
  const folders = template.split('/');
  if (folders.some((part) => part.trim() === '' || /^\.+$/.test(part)))
    refuse('does not name a file below the folder');
  if (!fields.includes('stem') && !fields.includes('index'))
    refuse('calls all photos the same: it needs {stem} or {index}');
  return (parts) => folders.map((folder) => safe(fill(folder, parts))).join('/');
}

function fill(text: string, parts: NameParts): string {
  return text.replace(/\{([^{}]*)\}/g, (_, field: keyof NameParts) => parts[field]);
}

/** One part of a path, which every system takes for a name and none for a way out. */
function safe(part: string): string {
  const name = nameOfWords(part).replace(/[. ]+$/, (end) => '_'.repeat(end.length));
  return DEVICES.test(name) ? `_${name}` : name;
}
