import { declarationsIn, type Node, type Source, thrownCodesIn } from './thrown-codes.ts';

/**
 * Exported functions of some files that do not say what they do, or not what they throw: a docstring stands right before each, and its last
 * sentence names every code that leaves the function (see `thrownCodesIn`), as in "Throws `bad-input` where ...".
 */
export function findUndocumented(root: string, paths: readonly string[]): string[] {
  const { sourceOf, codesOf } = thrownCodesIn(root);
  return paths.flatMap((path) => {
    const source = sourceOf(path);
    return exportedFunctions(source).flatMap(({ name, start }) => {
      const doc = docstringBefore(source, start);
      if (doc === null) return [`${path}: ${name} has no docstring`];
      const last = /\bThrows `.*$/.exec(doc)?.[0] ?? '';
      const missing = [...codesOf(path, name)]
        .filter((code) => !last.includes(`\`${code}\``))
        .map((code) => `${path}: the docstring of ${name} does not say that it throws \`${code}\``);
      const isLast = !/\. [A-Z]/.test(last);
      return isLast ? missing : [...missing, `${path}: what ${name} throws is not the end of its docstring`];
    });
  });
}

function exportedFunctions({ body }: Source): { name: string; start: number }[] {
  return body.flatMap((node) => {
    if (node.type !== 'ExportNamedDeclaration' || !node.declaration) return [];
    return declarationsIn(node.declaration as Node)
      .filter(([, { type }]) =>
        /^(FunctionDeclaration|ArrowFunctionExpression|FunctionExpression)$/.test(type),
      )
      .map(([name]) => ({ name, start: node.start }));
  });
}

/** The text of the docstring that ends right before a place, on one line and without the stars; null where there is none. */
function docstringBefore({ text, comments }: Source, start: number): string | null {
  const above = comments.findLast(({ end }) => end <= start);
  if (!above?.value.startsWith('*') || !/^\s*$/.test(text.slice(above.end, start))) return null;
  return above.value
    .replace(/^[ \t]*\*+/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
