import type { EstimateTask } from './estimate-task.ts';

/** Opens the graphs of a pack before anybody asks for a map: the first run does not wait for it then. */
export type OpenPackTask = Pick<
  EstimateTask,
  | 'pack'
  | 'packFolder'
  | 'packHash'
  | 'checkedStamp'
  | 'provider'
  | 'known'
  | 'memoryBudgetInBytes'
  | 'selfTestGraph'
  | 'brokenProviders'
>;

export interface OpenPackAnswer {
  packStamp: string;
  /** Keys of the graphs that are open now; none where the pack is too large to stay open. */
  opened: string[];
}
