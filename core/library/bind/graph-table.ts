import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { z } from 'zod';
import { DepthroomError } from '../../../contract/errors.ts';
import { fileNameSchema } from '../../../contract/schemas.ts';
import { sha256Of } from '../../disk/hash-file.ts';

const rowSchema = z.object({
  id: z.string(),
  /** What it is of a network: unet, vaeEncoder, vaeDecoder, textEncoder, or a network of one pass (recipes.ts). */
  role: z.string(),
  dtype: z.enum(['fp32', 'fp16']),
  file: fileNameSchema,
  /** Of the .onnx itself, not of the compressed file. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z
    .number()
    .int()
    .positive()
    .max(1 << 28),
  /** `_class_name` of diffusers, `architectures[0]` of transformers. */
  class: z.string(),
  /** Fields of config.json by their dotted paths that must have these values. */
  config: z.record(z.string(), z.unknown()),
  /** What a field means that config.json leaves out. */
  defaults: z.record(z.string(), z.unknown()).default({}),
  parameters: z.number().int().optional(),
  /** Its name in `graphs` of pack.json, where several graphs of one role are of one network (the domains of ZoeDepth NK). */
  key: z.string().optional(),
  /** Of text encoders: begin and end of text. */
  tokens: z.tuple([z.number().int(), z.number().int()]).optional(),
});
export type GraphRow = z.infer<typeof rowSchema>;
const tableSchema = z.object({ format: z.literal(1), graphs: z.array(rowSchema) });

/** The graphs without weights that come with Depthroom: resources/graphs. */
export interface GraphTable {
  rows: readonly GraphRow[];
  /** The ONNX file of a row, its sha256 checked. */
  open(row: GraphRow): Promise<Uint8Array>;
}

/** Reads graphs.json of a folder. Throws `internal` where it is damaged: it comes with Depthroom. */
async function openGraphTable(folder: string): Promise<GraphTable> {
  const text = await readFile(join(folder, 'graphs.json'), 'utf8').catch(() => '{"format":1,"graphs":[]}');
  let json: unknown = null;
  try {
    json = JSON.parse(text);
  } catch {
    // As damaged as a table of another shape.
  }
  const parsed = tableSchema.safeParse(json);
  if (!parsed.success) throw damaged(join(folder, 'graphs.json'));
  return {
    rows: parsed.data.graphs,
    async open(row) {
      const packed = await readFile(join(folder, row.file)).catch(() => {
        throw damaged(row.file);
      });
      const bytes = await promisify(gunzip)(packed, { maxOutputLength: row.bytes }).catch(() => {
        throw damaged(row.file);
      });
      if (sha256Of(bytes) !== row.sha256) throw damaged(row.file);
      return bytes;
    },
  };
}

/** The graphs of several folders as one table; a folder that is not there has none. */
export async function openGraphTables(folders: readonly string[]): Promise<GraphTable> {
  const tables = await Promise.all(folders.map(openGraphTable));
  const owners = new Map(tables.flatMap((table) => table.rows.map((row) => [row, table] as const)));
  return {
    rows: [...owners.keys()],
    open(row) {
      const owner = owners.get(row);
      if (!owner) throw damaged(row.file);
      return owner.open(row);
    },
  };
}

function damaged(what: string): DepthroomError {
  return new DepthroomError(
    'internal',
    `Expected ${what} as it comes with Depthroom, but it is damaged; install Depthroom again.`,
  );
}

/** A configuration that says what network its weights are of. */
export interface NetworkConfig {
  /** Path in the checkpoint, for sentences. */
  path: string;
  json: Record<string, unknown>;
}

/**
 * The rows of a role whose architecture is that of the configuration, in both precisions. Throws `bad-pack` with the field of the nearest
 * row that differs, what was expected and what was found.
 */
export function findRows(table: GraphTable, role: string, { path, json }: NetworkConfig): GraphRow[] {
  const name = classOf(json);
  const ofRole = table.rows.filter((row) => row.role === role);
  const ofClass = ofRole.filter((row) => row.class === name);
  if (ofClass.length === 0) {
    const known = [...new Set(ofRole.map((row) => row.class))].join(' or ');
    throw new DepthroomError(
      'bad-pack',
      `Expected ${path} to be of ${known || 'a network that Depthroom has a graph for'}, but received ${name ?? 'no class'}; a checkpoint of another kind can be converted with models/<system>/export.py.`,
    );
  }
  const compared = ofClass.map((row) => ({ row, differing: differingFields(row, json) }));
  const fitting = compared.filter(({ differing }) => differing.length === 0);
  if (fitting.length > 0) return fitting.map(({ row }) => row);
  const [nearest] = compared.sort((a, b) => a.differing.length - b.differing.length);
  const field = nearest.differing[0];
  const options = [...new Set(ofClass.map((row) => JSON.stringify(row.config[field])))].filter(Boolean);
  throw new DepthroomError(
    'bad-pack',
    `Expected ${field} in ${path} to be ${options.join(' or ')}, but received ${JSON.stringify(valueAt(json, field)) ?? 'nothing'}; a checkpoint of this architecture can be converted with models/<system>/export.py.`,
  );
}

/** The class that a configuration names. */
function classOf(json: Record<string, unknown>): string | null {
  const { _class_name: ofDiffusers, architectures } = json;
  if (typeof ofDiffusers === 'string') return ofDiffusers;
  return Array.isArray(architectures) && typeof architectures[0] === 'string' ? architectures[0] : null;
}

/** Fields whose value, or what leaving it out means, is another than the graph was made with. */
function differingFields({ config, defaults }: GraphRow, json: Record<string, unknown>): string[] {
  return Object.entries(config)
    .filter(([field, expected]) => !isSame(valueAt(json, field) ?? defaults[field] ?? null, expected))
    .map(([field]) => field);
}

/** Equal as JSON, whatever the order of keys and the case of words, which the libraries pass over too ("same", "SAME"). */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [ofA, ofB] = [Object.entries(a), b as Record<string, unknown>];
  return (
    ofA.length === Object.keys(b).length && ofA.every(([key, value]) => key in ofB && isSame(value, ofB[key]))
  );
}

function valueAt(json: Record<string, unknown>, path: string): unknown {
  let value: unknown = json;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
