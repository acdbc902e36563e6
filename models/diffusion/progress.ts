import type { Tools } from '../pipeline/pipeline.ts';

/**
 * Cost of the parts in units of one UNet step of one member, measured on the full-size graphs with 2 CPU threads at 384 x 512
 * (encoder 7.2 s, step 5.8 s, decoder 16.4 s).
 */
export const COST = { encode: 1.2, step: 1, decode: 2.8, ensemble: 0.3 };

/** Reports each part of the work as it begins, as a share of the whole. */
export interface Progress {
  begin(stage: string, cost: number): void;
}

/**
 * Counts work towards a total of costs (in units of one UNet step of one member, see `COST`) and reports the share that is done, 0..1, as
 * each part begins.
 */
export function createProgress(total: number, tools: Pick<Tools, 'report'>): Progress {
  let done = 0;
  return {
    begin(stage, cost) {
      tools.report(stage, Math.min(done / total, 1));
      done += cost;
    },
  };
}
