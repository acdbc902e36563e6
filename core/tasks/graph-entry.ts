import { DepthroomError } from '../../contract/errors.ts';
import type { Pack, PackGraph } from '../../contract/pack.ts';

/** What pack.json says of a graph or a file. Throws `bad-pack` where it names none. */
export function graphEntry(pack: Pack, name: string): PackGraph {
  const graph = (pack.graphs as Record<string, PackGraph | undefined>)[name];
  if (graph) return graph;
  throw new DepthroomError(
    'bad-pack',
    `Expected the pack "${pack.id}" to have a graph "${name}", but it has ${Object.keys(pack.graphs).join(', ')}.`,
  );
}
