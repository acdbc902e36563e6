import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/**
 * Exported functions of a file that do not say what they do, or not what they throw: a docstring stands right before each, and names every
 * code of a `DepthroomError` that stands in the function itself, as in "Throws `bad-input` where ...".
 */
export function findUndocumented(root: string, path: string): string[] {
  const text = readFileSync(`${root}/${path}`, 'utf8');
  const { program, comments } = parseSync(path, text);
  return (program.body as unknown as Node[]).flatMap((node) => {
    const named = exportedFunction(node);
    if (!named) return [];
    const above = comments.findLast(({ end }) => end <= node.start);
    const isBeside = above && /^\s*$/.test(text.slice(above.end, node.start));
    const doc = isBeside && above.value.startsWith('*') ? above.value : null;
    if (doc === null) return [`${path}: ${named} has no docstring`];
    return [...codesIn(text.slice(node.start, node.end))]
      .filter((code) => !new RegExp(`[Tt]hrows[\\s\\S]*\`${code}\``).test(doc))
      .map((code) => `${path}: the docstring of ${named} does not say that it throws \`${code}\``);
  });
}

function exportedFunction(node: Node): string | null {
  if (node.type !== 'ExportNamedDeclaration') return null;
  const declared = node.declaration as (Node & { id?: { name: string } }) | null;
  return declared?.type === 'FunctionDeclaration' ? (declared.id?.name ?? null) : null;
}

function codesIn(text: string): Set<string> {
  return new Set([...text.matchAll(/throw new DepthroomError\(\s*'([a-z-]+)'/g)].map((found) => found[1]));
}
