import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { parseSync } from 'oxc-parser';

/** One source file, with what the walls are about. Paths are relative to the root and have forward slashes. */
export interface SourceFile {
  path: string;
  lines: number;
  /** Files of the project that it imports or names by `new URL(…, import.meta.url)`, type imports included. */
  imports: readonly string[];
}

/** Every TypeScript file below some folders of a root, parsed. Throws where a file cannot be parsed: a wall with a hole is none. */
export function readFiles(root: string, folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
      .sort()
      .map((path) => readSource(root, path)),
  );
}

function readSource(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const { module, errors, program } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
    ),
    ...literalsOfCalls(program),
  ];
  const folder = path.slice(0, path.lastIndexOf('/'));
  const imports = requests
    .filter((request) => /^\.\.?\/.*\.(ts|tsx|mjs)$/.test(request))
    .map((request) => normalize(`${folder}/${request}`).replaceAll('\\', '/'));
  return { path, lines: text.split('\n').length - 1, imports: [...new Set(imports)] };
}

/** The paths of `import(…)`, in values and in types, and of `new URL(…, import.meta.url)`. */
function literalsOfCalls(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(literalsOfCalls);
  if (node === null || typeof node !== 'object') return [];
  const {
    type,
    source,
    callee,
    arguments: given,
  } = node as {
    type?: string;
    source?: { value?: unknown };
    callee?: { name?: string };
    arguments?: { value?: unknown }[];
  };
  const inside = Object.values(node).flatMap(literalsOfCalls);
  const named =
    type === 'ImportExpression' || type === 'TSImportType'
      ? source?.value
      : type === 'NewExpression' && callee?.name === 'URL'
        ? given?.[0]?.value
        : undefined;
  return typeof named === 'string' ? [named, ...inside] : inside;
}
