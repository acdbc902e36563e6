import type { Node } from './thrown-codes.ts';

/** A literal, template or sum of texts as shapes, and the expressions in it that may be texts themselves. */
interface Shapes {
  shapes: string[];
  parts: Node[];
}

/** The texts that names of a file stand for, and which of them were put where their names were. */
export interface Constants {
  texts: ReadonlyMap<string, Node>;
  used: Map<string, number>;
}

/** More shapes than these are not made of one template: what chooses between its texts is a value then. */
const MOST_SHAPES = 8;
const UNNAMED = 'value';

/** What chooses between texts, and by which test: two that ask the same come out the same. A side that is no text is a value. */
interface Choice {
  sides: Piece[][];
  test: string;
  node: Node;
}

/** A piece of a template: a text, what chooses between texts, or a value. */
type Piece = string | Choice | Node;

/**
 * The shapes of a text: `${count} photo${count === 1 ? '' : 's'}` is "{count} photo" and "{count} photos". Values are called by their own
 * names, and numbered where one comes twice; a name of the file that stands for one text is that text.
 */
export function shapesOf(node: Node, constants: Constants): Shapes {
  const pieces = piecesOf(node, constants);
  const tests = new Map(pieces.filter(isChoice).map((choice) => [choice.test, choice.sides.length]));
  const isWide = [...tests.values()].reduce((product, sides) => product * sides, 1) > MOST_SHAPES;
  const used = new Map<string, number>();
  const parts: Node[] = [];
  const written = (piece: string | Node): string => {
    if (typeof piece === 'string') return piece;
    if (!parts.includes(piece)) parts.push(piece);
    return `{${uniqueName(nameOf(piece), used)}}`;
  };
  const asOne = (piece: Piece): string => written(isChoice(piece) ? piece.node : piece);
  // One text so far for each way in which the tests come out.
  let texts: { text: string; came: ReadonlyMap<string, number> }[] = [{ text: '', came: new Map() }];
  for (const piece of pieces) {
    if (isChoice(piece) && !isWide) {
      const sides = piece.sides.map((side) => side.map(asOne).join(''));
      texts = texts.flatMap(({ text, came }) => {
        const known = came.get(piece.test);
        const ways = known === undefined ? sides.keys() : [known];
        return [...ways].map((at) => ({
          text: text + sides[at],
          came: new Map([...came, [piece.test, at]]),
        }));
      });
    } else {
      const own = asOne(piece);
      texts = texts.map(({ text, came }) => ({ text: text + own, came }));
    }
  }
  return { shapes: [...new Set(texts.map(({ text }) => text))], parts };
}

/** Whether an expression is a text by its form: a literal, a template, or a sum with one of these. */
export function isText(node: Node): boolean {
  if (node.type === 'Literal') return typeof node.value === 'string';
  if (node.type === 'TemplateLiteral') return true;
  return (
    node.type === 'BinaryExpression' &&
    node.operator === '+' &&
    [node.left, node.right].some((side) => isText(side as Node))
  );
}

function isChoice(piece: Piece): piece is Choice {
  return typeof piece === 'object' && 'sides' in piece;
}

function piecesOf(node: Node, constants: Constants): Piece[] {
  if (node.type === 'Literal') return [typeof node.value === 'string' ? node.value : String(node.value)];
  if (isText(node) && node.type === 'BinaryExpression')
    return [...piecesOf(node.left as Node, constants), ...piecesOf(node.right as Node, constants)];
  if (node.type === 'TemplateLiteral') {
    const quasis = node.quasis as { value: { cooked: string } }[];
    const expressions = node.expressions as Node[];
    return quasis.flatMap(({ value }, at) => [
      value.cooked,
      ...(expressions[at] ? piecesOf(expressions[at], constants) : []),
    ]);
  }
  const constant = node.type === 'Identifier' ? constants.texts.get(node.name as string) : undefined;
  if (constant) {
    const name = node.name as string;
    constants.used.set(name, (constants.used.get(name) ?? 0) + 1);
    return piecesOf(constant, constants);
  }
  const sides = sidesOf(node, constants);
  return [sides ? { sides, test: formOf(node.test ?? node.left ?? node), node } : node];
}

/** The sides of a conditional between texts, or of a value that a literal stands for where there is none. */
function sidesOf(node: Node, constants: Constants): Piece[][] | null {
  if (node.type === 'ParenthesizedExpression') return sidesOf(node.expression as Node, constants);
  if (isText(node)) return [piecesOf(node, constants)];
  if (node.type === 'LogicalExpression') {
    const right = node.right as Node;
    return right.type === 'Literal' && isText(right) ? [[node.left as Node], [right.value as string]] : null;
  }
  if (node.type !== 'ConditionalExpression') return null;
  const [yes, no] = [node.consequent as Node, node.alternate as Node].map((side) => sidesOf(side, constants));
  return yes && no ? [...yes, ...no] : null;
}

/** An expression without its place, to see whether two are the same. */
function formOf(test: unknown): string {
  return JSON.stringify(test, (key, value: unknown) => {
    if (/^(start|end|range|loc)$/.test(key)) return undefined;
    return typeof value === 'bigint' ? String(value) : value;
  });
}

function uniqueName(name: string, used: Map<string, number>): string {
  const before = used.get(name) ?? 0;
  used.set(name, before + 1);
  return before === 0 ? name : `${name}${before + 1}`;
}

/** What a value is called: its own name, that of the property, or what it is made from. */
function nameOf(node: Node): string {
  switch (node.type) {
    case 'Identifier':
      return node.name as string;
    case 'MemberExpression':
      return nameOfMember(node);
    case 'CallExpression':
      return nameOfCall(node);
    case 'LogicalExpression':
      return nameOf(node.left as Node);
    case 'BinaryExpression': {
      const left = nameOf(node.left as Node);
      return left === UNNAMED ? nameOf(node.right as Node) : left;
    }
    case 'ConditionalExpression': {
      const yes = nameOf(node.consequent as Node);
      return yes === UNNAMED ? nameOf(node.alternate as Node) : yes;
    }
    default:
      return isNode(node.expression) ? nameOf(node.expression) : UNNAMED;
  }
}

function nameOfMember(node: Node): string {
  if (node.computed) {
    const table = nameOf(node.object as Node);
    return table === table.toUpperCase() ? 'word' : table;
  }
  const property = (node.property as Node).name as string;
  return property === 'length' ? nameOf(node.object as Node) : property;
}

/** `x.toFixed(1)` and `print(x)` are called as x is. */
function nameOfCall(node: Node): string {
  const callee = node.callee as Node;
  const [first] = node.arguments as Node[];
  const given = first ? nameOf(first) : UNNAMED;
  if (callee.type !== 'MemberExpression') return given === UNNAMED ? nameOf(callee) : given;
  const object = nameOf(callee.object as Node);
  const isOfNoValue = /^(Math|Number|JSON|Object|number|value|path)$/.test(object);
  return isOfNoValue && given !== UNNAMED ? given : object;
}

/** Whether a field of a node is a node. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}
