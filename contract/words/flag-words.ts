/** Names of options whose flag is not simply the name with hyphens. */
const FLAGS: Record<string, string> = { resampleInput: 'resample-in', resampleOutput: 'resample-out' };

/** What an option is called on the command line, behind its two hyphens. */
export function flagName(option: string): string {
  return FLAGS[option] ?? option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Options as flags of the command line. */
export function flagWords(options: Readonly<Record<string, string | number | boolean>>): string[] {
  return Object.entries(options).map(([name, value]) => {
    const flag = flagName(name);
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
