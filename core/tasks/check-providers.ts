import type { ProviderCheck } from '../../contract/provider.ts';
import { checkProviders, realPorts } from '../providers.ts';
import type { Report } from '../worker-protocol.ts';

export interface CheckProvidersTask {
  selfTestGraph: string;
  brokenProviders: readonly string[];
}

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
