import { toFailure } from '../../contract/errors.ts';
import type { AskOptions, WorkerClient } from './client.ts';
import type { Tasks } from './protocol.ts';

/** Whom to ask, and what the answers so far said of this machine. */
export interface Inference {
  readonly inference: WorkerClient;
  /** Providers that ended the worker process, in their self-test or at work. */
  readonly brokenProviders: Set<string>;
}

/** Questions that try execution providers. */
type Trying = 'estimate' | 'openPack' | 'checkProviders';

/**
 * Asks the inference process; once more without the provider, where the process ended while it was tested or at work: a driver was lost.
 * A provider that is asked for by name is tried again, whatever it did before.
 */
export async function askInference<Name extends Trying>(
  asked: Inference,
  task: Name,
  input: Omit<Tasks[Name]['input'], 'brokenProviders'>,
  { report, ...options }: AskOptions = {},
  isAgain = false,
): Promise<Tasks[Name]['answer']> {
  if (!isAgain && 'provider' in input) asked.brokenProviders.delete(String(input.provider));
  let testing: string | undefined;
  try {
    const complete = { ...input, brokenProviders: [...asked.brokenProviders] } as Tasks[Name]['input'];
    return await asked.inference.ask(task, complete, {
      ...options,
      report: (stage, fraction, provider) => {
        testing = provider;
        report?.(stage, fraction);
      },
    });
  } catch (thrown) {
    if (toFailure(thrown).code !== 'interrupted' || testing === undefined) throw thrown;
    asked.brokenProviders.add(testing);
    return askInference(asked, task, input, { report, ...options }, true);
  }
}
