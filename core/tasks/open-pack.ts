import { packFiles } from '../library/packs/pack-files.ts';
import type { OpenPackAnswer, OpenPackTask } from '../worker/open-pack-task.ts';
import type { Report } from '../worker/report.ts';
import { openTools } from './open-tools.ts';

/** Opens a pack's graphs where they can stay open beside each other. Runs in the worker process. */
export async function runOpenPack(task: OpenPackTask, report: Report): Promise<OpenPackAnswer> {
  const { pack, memoryBudgetInBytes } = task;
  const tools = await openTools(task, report);
  const weight = packFiles(pack).reduce((sum, { bytes }) => sum + bytes, 0);
  const opened: string[] = [];
  // One that is closed after each run would only be opened twice.
  if (2 * weight <= memoryBudgetInBytes)
    for (const [key, graph] of Object.entries(pack.graphs)) {
      if (!graph?.file.endsWith('.onnx')) continue;
      await tools.graph(key);
      opened.push(key);
    }
  tools.stages();
  return { packStamp: tools.packStamp, opened };
}
