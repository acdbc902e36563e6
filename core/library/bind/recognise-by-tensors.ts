import { DepthroomError } from '../../../contract/errors.ts';
import { bindGraph } from './bind-graph.ts';
import type { CheckpointSource } from './checkpoint-source.ts';
import { readWeights } from './choose-weights.ts';
import type { GraphRow, GraphTable } from './graph-table.ts';

/** How photos are prepared for the published disparity networks, where nothing beside the weights says it. */
const PUBLISHED = {
  size: { height: 518, width: 518 },
  ensure_multiple_of: 14,
  keep_aspect_ratio: true,
  resample: 3,
};

/**
 * A checkpoint as it was given, or, where a file of weights was named that has no configuration beside it, with the one that its tensors
 * tell: the first disparity network whose graph they fit. Throws `bad-pack` where they fit none, `not-found`.
 */
export async function recogniseByTensors(
  source: CheckpointSource,
  table: GraphTable,
  only: string | undefined,
): Promise<CheckpointSource> {
  if (only === undefined || source.files.has('config.json') || source.files.has('model_index.json'))
    return source;
  const facts = source.files.get(only);
  if (!facts) throw new DepthroomError('not-found', `Expected weights at ${only}, but there are none.`);
  const weights = await readWeights(source, [{ path: only, file: only, ...facts }]);
  const rows = table.rows.filter(({ role, dtype }) => role === 'disparity' && dtype === weights.precision);
  for (const row of rows) {
    const bare = await table.open(row);
    try {
      await bindGraph(bare, row.id, weights.tensors);
    } catch (thrown) {
      if (thrown instanceof DepthroomError && thrown.code === 'bad-pack') continue;
      throw thrown;
    }
    return withConfigurations(source, only, row);
  }
  throw new DepthroomError(
    'bad-pack',
    `Expected weights of a network that Depthroom knows by its tensors, but those of ${only} fit none of ${rows.length}; add the whole folder of the checkpoint, with its config.json.`,
  );
}

function withConfigurations(source: CheckpointSource, only: string, row: GraphRow): CheckpointSource {
  const written = new Map<string, Uint8Array>(
    Object.entries({
      'config.json': { architectures: [row.class], ...nested({ ...row.defaults, ...row.config }) },
      'preprocessor_config.json': PUBLISHED,
    }).map(([name, json]) => [name, Buffer.from(JSON.stringify(json))]),
  );
  const facts = source.files.get(only) ?? { bytes: 0, sha256: null };
  return {
    ...source,
    name: only.replace(/\.safetensors$/i, ''),
    files: new Map([
      [only, facts],
      ...[...written].map(([name, { length }]) => [name, { bytes: length, sha256: null }] as const),
    ]),
    async read(path, start, length) {
      return written.get(path)?.subarray(start, start + length) ?? source.read(path, start, length);
    },
  };
}

/** Dotted paths as objects in objects. */
function nested(fields: Record<string, unknown>): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(fields)) {
    const keys = path.split('.');
    let at = json;
    for (const key of keys.slice(0, -1)) {
      at[key] ??= {};
      at = at[key] as Record<string, unknown>;
    }
    at[keys.at(-1) ?? path] = value;
  }
  return json;
}
