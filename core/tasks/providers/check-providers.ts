import type { ProviderCheck } from '../../../contract/provider.ts';
import type { CheckProvidersTask } from '../../worker/check-providers-task.ts';
import type { Report } from '../../worker/report.ts';
import { checkProviders, realPorts } from './choose-provider.ts';
import { type NvidiaCard, nvidiaCards } from './device-memory.ts';

/** Every execution provider of this machine with what its self-test said. Runs in the worker process: a driver may take it down. */
export async function runCheckProviders(
  { selfTestGraph, brokenProviders, only }: CheckProvidersTask,
  report: Report,
): Promise<ProviderCheck[]> {
  const checks = await checkProviders(realPorts(selfTestGraph), {
    only,
    broken: brokenProviders,
    testing: (name) => report(`test ${name}`, 0, name),
  });
  return withAdapters(checks, await nvidiaCards());
}

/** The cards of the NVIDIA driver by their names, for the provider that can be told which. */
export function withAdapters(
  checks: readonly ProviderCheck[],
  cards: readonly NvidiaCard[],
): ProviderCheck[] {
  if (cards.length < 2) return [...checks];
  return checks.map((check) =>
    check.name === 'cuda' && check.isUsable
      ? { ...check, adapters: cards.map(({ name }, k) => ({ provider: `cuda:${k}`, name })) }
      : check,
  );
}
