import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BenchmarkSample } from '../../../contract/compare/benchmark.ts';
import type { BenchmarkProtocol } from '../../../contract/compare/benchmark-protocols.ts';
import type { ColourMapName } from '../../../contract/maths/colour-maps.ts';
import type { RunContext } from '../../runs/run-context.ts';
import type { BenchmarkAnswer } from '../../worker/benchmark-task.ts';
import { storedRun } from '../measure/stored-map.ts';
import { rulesOfSample } from './resolve-rules.ts';

/** A sample that was measured, with its runs. */
export interface SampleToPaint {
  sample: BenchmarkSample;
  runIds: readonly string[];
  rules: BenchmarkProtocol;
  colourMap: ColourMapName;
}

/** The photo as JPEG and the pictures as PNG, in base64. */
export interface PaintedSample {
  photo: string;
  pictures: BenchmarkAnswer['pictures'];
}

/** Long edge of a picture in pixels. */
const EDGE = 360;

/**
 * Paints a sample: its photo, its truth, and each run with its error. Throws `not-found` where a run or its photo is gone, `cancelled` or
 * `interrupted` where the work was stopped, and what reading the truth throws.
 */
export async function paintMeasured(
  { project, comparer, signal }: RunContext,
  { sample, runIds, rules, colourMap }: SampleToPaint,
): Promise<PaintedSample> {
  const runs = runIds.map((id) => project.runs.get(id));
  const photo = project.photos.get(runs[0].photoId);
  const { pictures } = await comparer.ask(
    'benchmark',
    {
      photo,
      maps: runs.map((run) => storedRun(project, run)),
      depth: sample.depth,
      mask: sample.mask ?? null,
      name: basename(sample.depth),
      rules: rulesOfSample(rules, sample),
      pictures: { colourMap, edge: EDGE },
    },
    { signal },
  );
  const thumbnail = await readFile(project.files.pathOf(photo.files.thumbnail));
  return { photo: thumbnail.toString('base64'), pictures };
}
