import type { RunOptions } from '../../../contract/schemas.ts';

/** Names of options whose flag is not simply the name with hyphens. */
const FLAGS: Record<string, string> = { resampleInput: 'resample-in', resampleOutput: 'resample-out' };

/** The command that does on a terminal what a button does here. */
export function commandText(
  photoName: string,
  packId: string,
  options: RunOptions,
  provider = 'auto',
): string {
  const words = [
    'npx',
    'depthroom',
    'estimate',
    quoted(photoName),
    `--pack ${packId}`,
    ...flagWords(options),
  ];
  if (provider !== 'auto') words.push(`--provider ${provider}`);
  return `${words.join(' ')} -o out/`;
}

/** Options as flags of the command line. */
export function flagWords(options: RunOptions): string[] {
  return Object.entries(options).map(([name, value]) => {
    const flag = FLAGS[name] ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (value === true) return `--${flag}`;
    if (value === false) return `--no-${flag}`;
    return `--${flag} ${typeof value === 'string' ? quotedIfNeeded(value) : value}`;
  });
}

function quotedIfNeeded(text: string): string {
  return /^[A-Za-z0-9._-]+$/.test(text) ? text : quoted(text);
}

/** In double quotes, which shells of all systems know; what a POSIX shell would read inside them is escaped. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"$`]/g, '\\$&')}"`;
}
