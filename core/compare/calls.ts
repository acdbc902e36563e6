import type { CallOutput, ParsedInput } from '../../contract/calls/api.ts';
import type { COMPARE_CALLS } from '../../contract/calls/compare-calls.ts';
import type { Context } from '../project/context.ts';
import { arrangeComparison, compare, measureBox, removeComparisons } from './compare.ts';
import { makeCalibrated, makeConsensus } from './derive-run.ts';
import { confirmTruth, removeTruth } from './import-truth.ts';
import { keepReport } from './write-report.ts';

type CompareCalls = {
  [Name in keyof typeof COMPARE_CALLS]: (
    input: ParsedInput<Name>,
  ) => Promise<CallOutput<Name>> | CallOutput<Name>;
};

/** What the engine does for the calls of contract/calls/compare-calls.ts. */
export function compareCalls(context: Context): CompareCalls {
  return {
    compare: (input) => compare(context, input),
    arrangeComparison: (input) => arrangeComparison(context, input),
    removeComparison: async ({ comparisonId }) => {
      await removeComparisons(context, [context.project.comparisons.get(comparisonId)]);
      return {};
    },
    measureBox: (input) => measureBox(context, input),
    confirmTruth: (input) => confirmTruth(context, input),
    removeTruth: async ({ truthId }) => {
      await removeTruth(context, truthId);
      return {};
    },
    consensus: (input) => makeConsensus(context, input),
    calibrate: (input) => makeCalibrated(context, input),
    writeReport: (input) => keepReport(context, input),
  };
}
