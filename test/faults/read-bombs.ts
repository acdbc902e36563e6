import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toFailure } from '../../contract/errors.ts';
import { readTruth } from '../../core/compare/truth/read-truth.ts';

/** What reading one file came to. */
export interface BombReading {
  name: string;
  bytes: number;
  /** Of the processor, which other processes do not lengthen. */
  milliseconds: number;
  code: string;
  message: string;
  /** Most memory the process had until then. */
  megabytes: number;
}

// Reads every file of a folder as ground truth, in a process of its own whose memory can be measured; prints a `BombReading` a line.
const folder = process.argv[2];
for (const name of (await readdir(folder)).sort()) {
  const path = join(folder, name);
  const { length } = await readFile(path);
  const start = process.cpuUsage();
  const failure = await readTruth(path, name).then(() => ({ code: 'read', message: '' }), toFailure);
  const used = process.cpuUsage(start);
  const reading: BombReading = {
    name,
    bytes: length,
    milliseconds: Math.round((used.user + used.system) / 1000),
    ...failure,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
  console.log(JSON.stringify(reading));
}
