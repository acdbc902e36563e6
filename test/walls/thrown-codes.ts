import { readFileSync } from 'node:fs';
import { normalize } from 'node:path';
import { parseSync } from 'oxc-parser';

/** A node of the syntax tree (ESTree), as far as it is looked at here. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** One file that was read, with what its names at the top stand for. */
export interface Source {
  path: string;
  text: string;
  body: readonly Node[];
  comments: readonly { value: string; start: number; end: number }[];
  /** Functions and values declared at the top of the file. */
  declared: ReadonlyMap<string, Node>;
  /** Imported names: the file and the name there. */
  imported: ReadonlyMap<string, { path: string; name: string }>;
}

/** What a function names: a code of `new DepthroomError('code', ...)`, or something else of the project. */
interface Mention {
  code: string | null;
  used: { path: string; name: string } | null;
  /** Whether it is a part of what a `throw` throws; a failure that is made and not thrown is for the caller to throw. */
  isThrown: boolean;
}

/**
 * Says which codes leave a function of a file: those of every `throw new DepthroomError('code', ...)` in it and in the functions of the
 * project that it names, type imports left out. A `try` whose `catch` throws nothing keeps them. Calls through an interface
 * (`sink(...)`, `tools.graph(...)`) are not followed: what those throw a docstring has to say unasked.
 */
export function thrownCodesIn(root: string): {
  sourceOf(path: string): Source;
  codesOf(path: string, name: string): Set<string>;
} {
  const sources = new Map<string, Source>();
  const known = new Map<string, Mention[]>();

  const sourceOf = (path: string): Source => {
    const read = sources.get(path) ?? readDeclarations(root, path);
    sources.set(path, read);
    return read;
  };
  const mentionsOf = (path: string, name: string): Mention[] => {
    const key = `${path} ${name}`;
    const mentions = known.get(key) ?? mentionsIn(sourceOf(path), name);
    known.set(key, mentions);
    return mentions;
  };
  return {
    sourceOf,
    codesOf(path, name) {
      const codes = new Set<string>();
      const seen = new Set<string>();
      const follow = (at: { path: string; name: string }, isThrown: boolean): void => {
        const key = `${at.path} ${at.name} ${isThrown}`;
        if (seen.has(key)) return;
        seen.add(key);
        for (const mention of mentionsOf(at.path, at.name)) {
          const isOut = isThrown || mention.isThrown;
          if (mention.code && isOut) codes.add(mention.code);
          if (mention.used) follow(mention.used, isOut);
        }
      };
      follow({ path, name }, false);
      return codes;
    },
  };
}

function mentionsIn({ path, declared, imported }: Source, name: string): Mention[] {
  const elsewhere = imported.get(name);
  if (elsewhere) return [{ code: null, used: elsewhere, isThrown: false }];
  const node = declared.get(name);
  const mentions: Mention[] = [];
  if (!node) return mentions;
  walk(node, false, (inner, isThrown) => {
    const code = codeOfFailure(inner);
    const word = inner.type === 'Identifier' ? (inner.name as string) : '';
    const isKnown = word !== name && (declared.has(word) || imported.has(word));
    if (code || isKnown) mentions.push({ code, used: isKnown ? { path, name: word } : null, isThrown });
  });
  return mentions;
}

function readDeclarations(root: string, path: string): Source {
  const text = readFileSync(`${root}/${path}`, 'utf8');
  const { program, comments } = parseSync(path, text);
  const body = program.body as unknown as Node[];
  const declared = new Map<string, Node>();
  const imported = new Map<string, { path: string; name: string }>();
  const folder = path.slice(0, path.lastIndexOf('/'));
  for (const node of body) {
    if (node.type === 'ImportDeclaration') {
      const request = (node.source as { value: string }).value;
      if (node.importKind === 'type' || !request.startsWith('.')) continue;
      const from = normalize(`${folder}/${request}`).replaceAll('\\', '/');
      for (const { imported: theirs, local } of node.specifiers as SpecifierNode[])
        imported.set(local.name, { path: from, name: theirs?.name ?? local.name });
      continue;
    }
    const inner = node.type === 'ExportNamedDeclaration' ? ((node.declaration as Node | null) ?? node) : node;
    for (const [name, value] of declarationsIn(inner)) declared.set(name, value);
  }
  return { path, text, body, comments, declared, imported };
}

interface SpecifierNode {
  imported?: { name: string };
  local: { name: string };
}

/** The names that a statement at the top of a file declares, with what they stand for. */
export function declarationsIn(node: Node): [string, Node][] {
  if (node.type === 'FunctionDeclaration') return [[(node.id as { name: string }).name, node]];
  if (node.type !== 'VariableDeclaration') return [];
  return (node.declarations as { id: { name?: string }; init: Node | null }[]).flatMap(({ id, init }) =>
    id.name !== undefined && init ? [[id.name, init] satisfies [string, Node]] : [],
  );
}

/** The code of `new DepthroomError('code', ...)`. */
function codeOfFailure({ type, callee, arguments: given }: Node): string | null {
  if (type !== 'NewExpression' || (callee as { name?: string }).name !== 'DepthroomError') return null;
  const code = (given as { value?: unknown }[])[0]?.value;
  return typeof code === 'string' ? code : null;
}

/** Visits every node below one that runs, and says of each whether it is a part of what a `throw` throws. */
function walk(node: Node, isThrown: boolean, visit: (node: Node, isThrown: boolean) => void): void {
  visit(node, isThrown);
  for (const [key, value] of Object.entries(node)) {
    if (isName(node, key) || (key === 'block' && isSwallowed(node))) continue;
    for (const inner of Array.isArray(value) ? value : [value]) {
      if (inner === null || typeof inner !== 'object' || !('type' in inner)) continue;
      if (/^TS(?!As|NonNull|Satisfies)/.test(inner.type as string)) continue;
      walk(inner as Node, isThrown || node.type === 'ThrowStatement', visit);
    }
  }
}

/** Whether a part of a node is a name that stands for itself: of a property, not of a value. */
function isName({ type, computed }: Node, key: string): boolean {
  if (computed === true) return false;
  return (type === 'MemberExpression' && key === 'property') || (type === 'Property' && key === 'key');
}

/** Whether a `try` has a `catch` that throws nothing on. */
function isSwallowed({ type, handler }: Node): boolean {
  if (type !== 'TryStatement' || !handler) return false;
  let throws = false;
  walk(handler as Node, false, (inner) => {
    throws ||= inner.type === 'ThrowStatement';
  });
  return !throws;
}
