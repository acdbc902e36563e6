import type { ProviderCheck } from '../../../contract/provider.ts';
import type { CheckProvidersTask } from '../../worker/check-providers-task.ts';
import type { Report } from '../../worker/report.ts';
import { checkProviders, realPorts } from './choose-provider.ts';

/** Every execution provider of this machine with what its self-test said. Runs in the worker process: a driver may take it down. */
export function runCheckProviders(
  { selfTestGraph, brokenProviders }: CheckProvidersTask,
  report: Report,
): Promise<ProviderCheck[]> {
  return checkProviders(realPorts(selfTestGraph), {
    broken: brokenProviders,
    testing: (name) => report(`test ${name}`, 0, name),
  });
}
