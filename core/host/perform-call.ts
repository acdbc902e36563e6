import { API, type CallInput, type CallName, type CallOutput } from '../../contract/calls/api.ts';
import { DepthroomError } from '../../contract/errors.ts';
import { CALLS } from './calls.ts';
import type { At, Host } from './host.ts';

/** Performs a call of the contract, whose input is checked. Throws `not-found` and `bad-input` for what is none, and what the call throws. */
export async function performCall<Name extends CallName>(
  host: Host,
  name: Name,
  input: CallInput<Name>,
  at: At,
): Promise<CallOutput<Name>> {
  if (!Object.hasOwn(API, name))
    throw new DepthroomError(
      'not-found',
      `Expected a call of the contract (${Object.keys(API).join(', ')}), but received "${name}".`,
    );
  const parsed = API[name].input.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new DepthroomError('bad-input', `${name}: ${issue.path.join('.') || 'input'}: ${issue.message}.`);
  }
  const perform = CALLS[name] as (host: Host, input: unknown, at: At) => Promise<CallOutput<Name>>;
  return perform(host, parsed.data, at);
}
