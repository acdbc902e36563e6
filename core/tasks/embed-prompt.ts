import { DepthroomError } from '../../contract/errors.ts';
import { finiteFloats, onlyInput } from '../../models/pipeline/tensor.ts';
import { openGraph } from '../../models/session.ts';
import { writePlane } from '../project/planes.ts';
import type { EmbedPromptAnswer, EmbedPromptTask } from '../worker/embed-prompt-task.ts';

/** Tokens [1, N] in, their embedding [1, N, width] into a file. Throws `bad-pack` where the encoder answers with another shape. */
export async function runEmbedPrompt({
  graphPath,
  tokens,
  path,
}: EmbedPromptTask): Promise<EmbedPromptAnswer> {
  const graph = await openGraph(graphPath, { provider: 'cpu', threads: 0 });
  try {
    const ids = BigInt64Array.from(tokens, BigInt);
    const dims = [1, tokens.length];
    const outputs = await graph.run({ [onlyInput(graph)]: { type: 'int64', data: ids, dims } });
    const embedding = Object.values(outputs).find((each) => each.dims.length === 3);
    if (!embedding || embedding.dims[1] !== tokens.length)
      throw new DepthroomError(
        'bad-pack',
        `Expected the text encoder to answer ${tokens.length} rows, but received ${embedding?.dims.join(' x ') ?? 'no answer of rank 3'}.`,
      );
    const [, rows, columns] = embedding.dims;
    await writePlane(path, finiteFloats(embedding, rows * columns, 'the embedding of the empty prompt'));
    return { rows, columns };
  } finally {
    await graph.release();
  }
}
