import type { BenchmarkRules, BenchmarkSample } from '../../../contract/compare/benchmark.ts';
import {
  BENCHMARK_PROTOCOLS,
  type BenchmarkProtocol,
} from '../../../contract/compare/benchmark-protocols.ts';
import { DepthroomError } from '../../../contract/errors.ts';

/**
 * The protocol with what a person said in its place: ranges in metres. Throws `bad-input` where the minimum is not below the maximum.
 */
export function resolveRules(rules: BenchmarkRules): BenchmarkProtocol {
  const protocol: BenchmarkProtocol = BENCHMARK_PROTOCOLS[rules.protocol];
  const { minimum, maximum } = rules;
  const counted = {
    minimum: minimum ?? protocol.counted.minimum,
    maximum: maximum ?? protocol.counted.maximum,
  };
  if (counted.minimum !== null && counted.maximum !== null && counted.minimum >= counted.maximum)
    throw new DepthroomError(
      'bad-input',
      `Expected a minimum below the maximum, but received ${counted.minimum} and ${counted.maximum} metres.`,
    );
  return {
    ...protocol,
    ...(rules.alignment ? { alignment: rules.alignment } : {}),
    ...(rules.region ? { region: rules.region } : {}),
    ...(rules.rawSize ? { rawSize: rules.rawSize } : {}),
    counted,
    held: { minimum: minimum ?? protocol.held.minimum, maximum: maximum ?? protocol.held.maximum },
    ...withScale(protocol, rules.scale),
  };
}

/** The rules of one sample, whose truth may have a scale of its own. */
export function rulesOfSample(rules: BenchmarkProtocol, { scale }: BenchmarkSample): BenchmarkProtocol {
  return { ...rules, ...withScale(rules, scale) };
}

/** What a person says of the numbers is meant for all of them. */
function withScale(
  { truth, scalesWholeNumbers }: Pick<BenchmarkProtocol, 'truth' | 'scalesWholeNumbers'>,
  scale: number | undefined,
): Pick<BenchmarkProtocol, 'truth' | 'scalesWholeNumbers'> {
  if (scale === undefined) return { truth, scalesWholeNumbers };
  const said = { ...truth, scale, unit: 'metres' as const, meaning: truth.meaning ?? ('depth' as const) };
  return { truth: said, scalesWholeNumbers: false };
}
