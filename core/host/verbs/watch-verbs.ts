import type { WatchQuestion, WatchState } from '../../../contract/calls/watch-calls.ts';
import type { RunContext } from '../../runs/run-context.ts';

const room = () => import('../../watch/watch.ts');

/** The folder that is watched for the open project; what is kept of it lies in the person's data folder. */
export const WATCH_VERBS = {
  readWatch: async (context: RunContext): Promise<{ watch: WatchState | null }> => ({
    watch: (await room()).readWatch(context),
  }),
  startWatch: async (context: RunContext, dataFolder: string, question: WatchQuestion) => {
    await (await room()).startWatch(context, dataFolder, question);
    return {};
  },
  stopWatch: async (context: RunContext, dataFolder: string) => {
    await (await room()).stopWatch(context, dataFolder);
    return {};
  },
};
