import type { RunOptions } from '../../../contract/schemas.ts';
import { flagWords, quoted } from '../../../contract/words/flag-words.ts';

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
