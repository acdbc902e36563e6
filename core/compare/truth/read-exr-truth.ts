import { readExr } from '../../formats/exr/read-exr.ts';
import type { RawTruth } from './raw-truth.ts';

/** What depth is called in EXR files, best first: Z by convention, Y where a grey picture was written. */
const DEPTH_NAMES = [/^Z$/, /(^|\.)Z$/i, /depth/i, /disp/i, /^Y$/, /^R$/];

/**
 * The channel of an OpenEXR file whose name says depth, else the first.
 *
 * Throws `bad-input` where `readExr` does.
 */
export async function readExrTruth(bytes: Buffer, name: string): Promise<RawTruth> {
  const { channel, others, ...plane } = await readExr(bytes, name, chooseChannel);
  const notes = [
    `Read the channel ${channel}${others.length > 0 ? `; also there: ${others.join(', ')}` : ''}.`,
  ];
  return { format: 'exr', ...plane, notes };
}

function chooseChannel(names: readonly string[]): number {
  for (const pattern of DEPTH_NAMES) {
    const found = names.findIndex((name) => pattern.test(name));
    if (found >= 0) return found;
  }
  return 0;
}
