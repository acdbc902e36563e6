import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';
import { withoutCommands } from '../../contract/words/command-words.ts';
import { isFailureOrNote, isForNobody, isName, leftOut, onlyFailures } from './sentence-places.ts';
import { type Constants, isNode, isText, shapesOf } from './sentence-shapes.ts';
import type { Node } from './thrown-codes.ts';

/** An English text of the engine, as the table of another language has it: `{name}` stands for a value. */
export interface FoundShape {
  shape: string;
  /** Where it is said, the first place of several. */
  place: string;
}

const FOLDERS = ['contract', 'models', 'core'];
/** Words in a row: everything else is a name, a key or a sign, and is said only as a part of another sentence. */
const WORDS = /\d \p{L}{3}|\p{L}[,:;.!?”"']?\s+["“({]?[\p{L}\d]|\p{L} \{|\}[,:;]? \p{L}{2}/u;

/**
 * The shapes of all English texts of the engine that may reach a person: what failures, notes, options, tables and their parts say. A
 * conditional in a template becomes one shape for each of its sides, every other expression a value; texts that such a value is made of in the
 * same file are shapes of their own, be they one word.
 */
export function findSentences(root: string): FoundShape[] {
  const found = new Map<string, FoundShape>();
  const paths = FOLDERS.flatMap((folder) => sourcesIn(root, folder));
  for (const path of paths.filter((path) => !leftOut(path)))
    for (const each of sentencesOf(root, path)) if (!found.has(each.shape)) found.set(each.shape, each);
  for (const each of tablesIn(root)) if (!found.has(each.shape)) found.set(each.shape, each);
  return [...found.values()];
}

function sentencesOf(root: string, path: string): FoundShape[] {
  const text = readFileSync(`${root}/${path}`, 'utf8');
  const body = parseSync(path, text).program as unknown as Node;
  const said: { node: Node; shape: string }[] = [];
  const constants = constantsIn(body);
  look(body, {
    body,
    constants,
    parents: [],
    isPart: false,
    isHeard: !onlyFailures(path),
    say: (node, shape) => said.push({ node, shape }),
  });
  const swallowed = swallowedOf(constants, body);
  return said
    .filter(({ node }) => !swallowed.has(node))
    .map(({ node, shape }) => ({
      // A page shows no command lines.
      shape: withoutCommands(shape),
      place: `${path}:${text.slice(0, node.start).split('\n').length}`,
    }));
}

/** The names of a file that stand for one text each. */
function constantsIn(body: Node): Constants {
  const texts = new Map<string, Node>();
  const twice = new Set<string>();
  visit(body, (node) => {
    for (const name of namesBoundBy(node)) twice.add(name);
    if (node.type !== 'VariableDeclaration') return;
    const { kind } = node;
    for (const { id, init } of node.declarations as { id: Node; init: unknown }[]) {
      if (id.type !== 'Identifier') continue;
      const name = id.name as string;
      if (texts.has(name) || kind !== 'const' || !isNode(init) || !isText(init)) twice.add(name);
      else texts.set(name, init);
    }
  });
  for (const name of twice) texts.delete(name);
  return { texts, used: new Map() };
}

/** Names that come with a function's arguments or out of an object: what they stand for is not in the file. */
function namesBoundBy(node: Node): string[] {
  const bound =
    node.type === 'ObjectPattern'
      ? (node.properties as Node[]).map(({ value, argument }) => (value ?? argument) as Node)
      : /Function/.test(node.type)
        ? (node.params as Node[])
        : [];
  return bound.flatMap((each) => {
    const name = each.type === 'AssignmentPattern' ? (each.left as Node).name : each.name;
    return typeof name === 'string' ? [name] : [];
  });
}

/** The texts that are said by others of the file alone, in whose shapes they are. */
function swallowedOf({ texts, used }: Constants, body: Node): ReadonlySet<Node> {
  const mentions = new Map<string, number>();
  visit(body, ({ type, name }) => {
    if (type === 'Identifier') mentions.set(name as string, (mentions.get(name as string) ?? 0) + 1);
  });
  const isSwallowed = ([name]: [string, Node]) => (mentions.get(name) ?? 0) <= (used.get(name) ?? -1) + 1;
  return new Set([...texts].filter(isSwallowed).map(([, node]) => node));
}

/** What the tables of the program say that are no source: the catalogue of weights, the packs that come along. */
function tablesIn(root: string): FoundShape[] {
  const read = (path: string): unknown => JSON.parse(readFileSync(`${root}/${path}`, 'utf8'));
  const packs = readdirSync(`${root}/resources/packs`).map((name) => `resources/packs/${name}/pack.json`);
  return ['models/catalogue.json', ...packs].flatMap((place) =>
    wordsIn(read(place))
      .filter((shape) => isSaid(shape, false))
      .map((shape) => ({ shape, place })),
  );
}

function wordsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return /^(title|about|licence|sentence|of|why)$/.test(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => wordsIn(inner, Array.isArray(value) ? key : name));
}

interface Looking {
  /** The whole file, where values of a template may be declared. */
  body: Node;
  constants: Constants;
  parents: readonly Node[];
  /** Whether it stands in a place of another text, where a single word is a text as well. */
  isPart: boolean;
  /** Whether it may reach a person, where it stands. */
  isHeard: boolean;
  say(node: Node, shape: string): void;
}

function look(node: Node, outside: Looking): void {
  if (isForNobody(node, outside.parents)) return;
  const at = outside.isHeard || !isFailureOrNote(node) ? outside : { ...outside, isHeard: true };
  if (isText(node)) {
    if (!at.isHeard) return;
    const { shapes, parts } = shapesOf(node, at.constants);
    const texts = shapes.map((shape) => shape.trim()).filter((shape) => isSaid(shape, at.isPart));
    for (const shape of texts) at.say(node, shape);
    for (const part of parts) {
      look(part, { ...at, parents: [...at.parents, node], isPart: at.isPart || texts.length > 0 });
      if (texts.length > 0) for (const made of madeOf(part, at.body)) look(made, { ...at, isPart: true });
    }
    return;
  }
  for (const [key, child] of Object.entries(node)) {
    if (key === 'type' || (key === 'key' && !node.computed)) continue;
    for (const one of Array.isArray(child) ? child : [child])
      if (isNode(one)) {
        const isPart = isNamedText(node, one) || (at.isPart && passesOn(node, one));
        look(one, { ...at, parents: [...at.parents, node], isPart });
      }
  }
}

function isSaid(shape: string, isPart: boolean): boolean {
  const own = shape.replace(/\{\w+\}/g, ' ');
  if (isName(shape)) return false;
  // Names that are joined ("{packTitle} of {name}") are no sentence, and would be found in many.
  if (shape.includes('{') && own.replace(/\P{L}/gu, '').length < 3) return false;
  if (isPart) return /\p{L}{2}/u.test(own);
  return WORDS.test(shape) && /\p{Ll}{2}/u.test(own);
}

/** Whether it stands under a name that is for texts, however short they are. */
function isNamedText(node: Node, child: Node): boolean {
  if (node.type !== 'Property' || child !== node.value) return false;
  return /^(title|label|what|why|way|wayOut|because|work)$/.test(String((node.key as Node).name));
}

/** Whether a part of an expression may be what the whole of it is. */
function passesOn(node: Node, child: Node): boolean {
  if (node.type === 'ConditionalExpression') return child !== node.test;
  if (node.type === 'MemberExpression') return child !== node.property;
  return /^(LogicalExpression|ParenthesizedExpression|ObjectExpression|Property|ArrayExpression|TS\w+Expression)$/.test(
    node.type,
  );
}

/** What a value of a template is in the same file: the value of a name, the texts of a table, what a function answers. */
function madeOf(value: Node, body: Node): Node[] {
  const name = nameIn(value);
  if (name === null) return [];
  const made: Node[] = [];
  visit(body, (node) => {
    if (node.type === 'VariableDeclarator' && (node.id as Node).name === name && isNode(node.init))
      made.push(...answersOf(node.init));
    if (node.type === 'FunctionDeclaration' && (node.id as Node)?.name === name)
      made.push(...answersOf(node));
  });
  return made;
}

function nameIn(value: Node): string | null {
  if (value.type === 'Identifier') return value.name as string;
  if (value.type === 'MemberExpression') return value.computed ? nameIn(value.object as Node) : null;
  if (value.type === 'CallExpression') return nameIn(value.callee as Node);
  if (value.type === 'LogicalExpression') return nameIn(value.left as Node);
  return null;
}

/** The texts, and what chooses between texts, that a value or a function comes to. */
function answersOf(node: Node): Node[] {
  if (/Function/.test(node.type)) {
    const inner = node.body as Node;
    if (inner.type !== 'BlockStatement') return answersOf(inner);
    const found: Node[] = [];
    visit(inner, (each) => {
      if (each.type === 'ReturnStatement' && isNode(each.argument)) found.push(...answersOf(each.argument));
    });
    return found;
  }
  if (isText(node) || /^(Conditional|Logical|Object)Expression$/.test(node.type)) return [node];
  if (/^(TS\w+|Parenthesized)Expression$/.test(node.type)) return answersOf(node.expression as Node);
  return [];
}

function visit(node: Node, each: (node: Node) => void): void {
  each(node);
  for (const child of Object.values(node))
    for (const one of Array.isArray(child) ? child : [child]) if (isNode(one)) visit(one, each);
}

function sourcesIn(root: string, folder: string): string[] {
  return readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /(?<!\.test)\.ts$/.test(path))
    .sort();
}
