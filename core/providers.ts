import { DepthroomError } from '../contract/errors.ts';
import { listProviders } from '../models/session.ts';

/** In the order in which `auto` tries them; the CPU is always last. WebGPU is experimental in onnxruntime-node and must be asked for. */
const PREFERRED = ['cuda', 'dml', 'coreml'];

/** The providers to try in turn for a request, and what there is to say about it. */
export async function chooseProviders(requested: string): Promise<{ usable: string[]; notes: string[] }> {
  const present = listProviders();
  if (requested === 'auto')
    return { usable: [...PREFERRED.filter((name) => present.includes(name)), 'cpu'], notes: [] };
  if (!present.includes(requested)) {
    throw new DepthroomError(
      'provider-failed',
      `Expected an execution provider of this machine (${present.join(', ')}), but received "${requested}".`,
    );
  }
  return { usable: requested === 'cpu' ? ['cpu'] : [requested, 'cpu'], notes: [] };
}
