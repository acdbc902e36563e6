import { DepthroomError } from '../../../contract/errors.ts';
import { type Pack, type PackGraph, packSchema } from '../../../contract/pack.ts';
import { hashBytes } from '../../disk/hash-file.ts';
import type { BindingPlan, PlannedGraph } from './binding-plan.ts';

/** Name in a pack of the embedding of the empty prompt: float32, 2 x 1024. */
export const PROMPT_FILE = 'prompt.f32';
const PROMPT_BYTES = 2 * 1024 * 4;

/** The pack of a plan and the small files that lie in its folder beside the weights. */
export interface WrittenPack {
  pack: Pack;
  files: Map<string, Uint8Array>;
}

/**
 * Writes out what a plan decides: the bound graphs and pack.json. `hashes` has the sha256 of every file of weights. An embedding of the
 * prompt that is not made yet stands there with zeros for its hash; `finishPack` puts it right. Throws `bad-pack` where what the
 * configurations say is no pack.
 */
export function writePack(
  plan: BindingPlan,
  hashes: ReadonlyMap<string, string>,
  prompt: Uint8Array | null,
): WrittenPack {
  const files = new Map<string, Uint8Array>();
  const graphs: Record<string, PackGraph> = {};
  for (const graph of plan.graphs) {
    files.set(graph.file, graph.onnx);
    graphs[graph.key] = entryOf(plan, graph, hashes);
  }
  if (plan.prompt) {
    if (prompt) files.set(PROMPT_FILE, prompt);
    else files.set(plan.prompt.graph.file, plan.prompt.graph.onnx);
    const sha256 = prompt ? hashBytes(prompt) : '0'.repeat(64);
    graphs.prompt = { file: PROMPT_FILE, sha256, bytes: PROMPT_BYTES };
  }
  const parsed = packSchema.safeParse({ ...plan.draft, graphs });
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw new DepthroomError(
      'bad-pack',
      `Expected the configurations of ${plan.draft.title} to make a pack, but ${first.path.join('.')}: ${first.message}.`,
    );
  }
  files.set('pack.json', packJson(parsed.data));
  return { pack: parsed.data, files };
}

/** The bytes of a pack.json. */
export function packJson(pack: Pack): Uint8Array {
  return Buffer.from(`${JSON.stringify(pack, null, 2)}\n`);
}

function entryOf(plan: BindingPlan, graph: PlannedGraph, hashes: ReadonlyMap<string, string>): PackGraph {
  const external = graph.weights.map((file) => {
    const bytes = plan.weights.find((each) => each.file === file)?.bytes ?? 0;
    return { file, sha256: hashes.get(file) ?? '', bytes };
  });
  return { file: graph.file, sha256: hashBytes(graph.onnx), bytes: graph.onnx.length, external };
}
