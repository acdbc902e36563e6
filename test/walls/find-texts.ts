import { readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';

/** A node of the syntax tree (ESTree), as far as it is looked at here. */
interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** What a person reads is behind these names, however short it is. */
const SHOWN =
  /^(aria-(label|description|roledescription|valuetext|placeholder)|label|title|placeholder|alt|description|error|text|sentence|message|hint|heading|menu)$/;
/** The name of the app, and words of a program: events, keys, types, classes, colours, sizes, queries, paths, shaders. */
const OF_A_PROGRAM =
  /^(Alt|Backspace|Control|Ctrl|Delete|Enter|Escape|Home|End|Meta|Mod|Page(Up|Down)|Shift|Tab|Space|Esc|Up|Down|Left|Right|Arrow\w*|Plus|CommandOrControl|GET|POST|HEAD|Files|ContextMenu|AbortError|Accept|Content-\w+|[A-Z]\w*Error|[a-z]+\/[\w.+-]+|linear-gradient.*|.*system-ui.*|.*ui-monospace.*|Bearer .*|Depthroom|npx depthroom open)$/;
/** Tests and what they stand on, the texts themselves, what is written into files in English, programs for the graphics card, and diagnostics. */
const LEFT_OUT =
  /\.test\.tsx?$|^renderer\/language\/|^renderer\/fallen\.ts$|\/shaders\/|-csv\.ts$|^renderer\/testing\/|\.(css|html)$/;
const WORDS = /\p{L}{2,}[,:;.!?”"']?\s+["“(]?\p{L}/u;
const CAPITAL_WORD = /^\p{Lu}\p{Ll}{2,}/u;
const LETTERS = /\p{L}{2,}/u;

/**
 * Texts for a person that a file of the page has in itself, where they belong into `renderer/language`: what stands between tags, what attributes and
 * fields such as `label` hold, and every other literal that reads like words. What a program says to itself is not meant: types, comparisons, paths
 * of imports, what is thrown as a plain Error, the console, styles.
 */
export function findTexts(root: string, path: string): string[] {
  if (LEFT_OUT.test(path)) return [];
  const text = readFileSync(`${root}/${path}`, 'utf8');
  const { program } = parseSync(path, text);
  const found: string[] = [];
  const say = (at: number, words: string) =>
    found.push(
      `${path}:${text.slice(0, at).split('\n').length}: the text "${words.trim().replace(/\s+/g, ' ').slice(0, 60)}" is not in renderer/language`,
    );
  const look = (node: Node, parents: readonly Node[], isShown: boolean): void => {
    const words = wordsOf(node);
    if (words !== null) {
      const shown = isShown || node.type === 'JSXText';
      if (isText(words, shown) && !isOfProgram(parents)) say(node.start, words);
    }
    for (const [key, child] of Object.entries(node)) {
      if (key === 'type' || (key === 'key' && node.type !== 'TemplateLiteral' && !node.computed)) continue;
      for (const one of Array.isArray(child) ? child : [child])
        if (isNode(one)) look(one, [...parents, node], shownIn(node, one, isShown));
    }
  };
  look(program as unknown as Node, [], false);
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function wordsOf(node: Node): string | null {
  if (node.type === 'JSXText') return node.value as string;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral')
    return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join(' … ');
  return null;
}

function isText(words: string, isShown: boolean): boolean {
  const trimmed = words.trim();
  if (OF_A_PROGRAM.test(trimmed)) return false;
  return isShown
    ? LETTERS.test(trimmed.replaceAll('…', ''))
    : WORDS.test(trimmed) || CAPITAL_WORD.test(trimmed);
}

/** Whether a child of a node is shown to a person by the name that it stands under. */
function shownIn(node: Node, child: Node, isShown: boolean): boolean {
  if (node.type === 'JSXAttribute' || node.type === 'Property') {
    const name = nameOf((node.name ?? node.key) as Node);
    // Which of several kinds it is.
    if (name === 'what' && /^[a-z-]+$/.test(wordsOf(child) ?? '')) return false;
    return child === node.value && SHOWN.test(name) && !isProgramAttribute(name);
  }
  const passes = [
    'JSXExpressionContainer',
    'ConditionalExpression',
    'LogicalExpression',
    'ParenthesizedExpression',
  ];
  return isShown && passes.includes(node.type) && child !== node.test;
}

function isProgramAttribute(name: string): boolean {
  return name.startsWith('data-');
}

function nameOf(node: Node): string {
  return String(node.name ?? node.value ?? '');
}

/** Whether it is no text where it stands. */
function isOfProgram(parents: readonly Node[]): boolean {
  const parent = parents.at(-1);
  if (!parent) return true;
  if (
    parents.some(
      ({ type }) => type.startsWith('TS') && !/^TS(As|Satisfies|NonNull|InstantiationE)/.test(type),
    )
  )
    return true;
  if (/^(Import|Export(Named|All))/.test(parent.type) && parent.type !== 'ExportNamedDeclaration')
    return true;
  if (parent.type === 'BinaryExpression' && /^[!=]==?$/.test(String(parent.operator))) return true;
  if (parent.type === 'SwitchCase' || parent.type === 'MemberExpression') return true;
  return parents.some((node, at) => isSilent(node, parents[at + 1]));
}

/** A call whose words go to no person, and an attribute of the page's own machinery. */
function isSilent(node: Node, inside: Node | undefined): boolean {
  if (node.type === 'JSXAttribute') {
    const name = nameOf(node.name as Node);
    return (
      /^(className|style|styles|d|viewBox|transform|points|rel|href|src|type|key|id|name|role|variant|size|color|c|lang|data-.*|leftSection|as|component)$/.test(
        name,
      ) && name !== 'leftSection'
    );
  }
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const called = calleeOf(node);
    return (
      /^(Error|TypeError|RangeError|RegExp|console\.\w+|invariant|text|richText|call|querySelector(All)?|matches|closest|matchMedia|addEventListener|removeEventListener|setAttribute|getAttribute|hasAttribute|setData|createElement|getContext|icon)$/.test(
        called,
      ) && inside !== node.callee
    );
  }
  return false;
}

function calleeOf(node: Node): string {
  const callee = node.callee as Node;
  if (callee.type !== 'MemberExpression') return nameOf(callee);
  const object = nameOf(callee.object as Node);
  const property = nameOf(callee.property as Node);
  return object === 'console' ? `console.${property}` : property;
}
