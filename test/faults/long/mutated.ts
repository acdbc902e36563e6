import { closeSync, openSync, writeSync } from 'node:fs';
import { toFailure } from '../../../contract/errors.ts';
import { seeded } from '../seeded.ts';
import { DEPTH, PACKS, PHOTOS, PROJECTS } from './mutated-files.ts';
import { REQUESTS } from './mutated-requests.ts';
import { type PrepareKind, whyRaw } from './program.ts';

/* Tries mutated inputs of one kind and says what went wrong; the number of the one at work stands in the file `at`, should it be the last. */

const KINDS: Record<string, PrepareKind> = {
  photos: PHOTOS,
  packs: PACKS,
  depth: DEPTH,
  projects: PROJECTS,
  requests: REQUESTS,
};

const [kind, seed, from, to, folder] = process.argv.slice(2);
const tell = (words: object) => (process.send ? process.send(words) : console.log(words));
const place = openSync(`${folder}/at`, 'w');
const tryOne = await KINDS[kind](folder);
let refused = 0;
for (let k = Number(from); k < Number(to); k++) {
  writeSync(place, `${k}`.padEnd(12), 0);
  try {
    await tryOne(seeded(Number(seed) * 1_000_003 + k));
  } catch (thrown) {
    refused++;
    const why = whyRaw(thrown);
    if (why) {
      const { stack = '' } = ((thrown as Error).cause ?? thrown) as Error;
      tell({
        fault: `${k}: ${why} ${toFailure(thrown).code === 'internal' ? stack.split('\n')[1]?.trim() : ''}`,
      });
    }
  }
}
closeSync(place);
tell({ refused });
// What it left at work is nobody's; the message is on its way.
setTimeout(() => process.exit(0), 200);
