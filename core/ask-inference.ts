import { toFailure } from '../contract/errors.ts';
import type { Context } from './context.ts';
import type { AskOptions } from './worker-client.ts';
import type { Tasks } from './worker-protocol.ts';

/** Questions that try execution providers. */
type Trying = 'estimate' | 'checkProviders';

/** Asks the inference process; once more without the provider, where a provider's first self-test took the process down. */
export async function askInference<Name extends Trying>(
  context: Context,
  task: Name,
  input: Omit<Tasks[Name]['input'], 'brokenProviders'>,
  { report, ...options }: AskOptions = {},
): Promise<Tasks[Name]['answer']> {
  let testing: string | undefined;
  try {
    const complete = { ...input, brokenProviders: [...context.brokenProviders] } as Tasks[Name]['input'];
    return await context.inference.ask(task, complete, {
      ...options,
      report: (stage, fraction, provider) => {
        testing = provider;
        report?.(stage, fraction);
      },
    });
  } catch (thrown) {
    if (toFailure(thrown).code !== 'interrupted' || testing === undefined) throw thrown;
    context.brokenProviders.add(testing);
    return askInference(context, task, input, { report, ...options });
  }
}
