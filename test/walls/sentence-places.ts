import type { Node } from './thrown-codes.ts';

/** Files whose texts reach no page, with what they are instead. */
const LEFT_OUT: readonly [RegExp, string][] = [
  [/^models\/(export|training)\//, 'tools of developers'],
  [
    /^contract\/(door|maths\/(glsl|colour-maps))\.ts$/,
    'what is signed, programs for the graphics card, colours',
  ],
  [/^contract\/language\//, 'the other languages themselves'],
  [
    /^core\/compare\/(report\/(html|comparison-html|caption-svg)|benchmark\/benchmark-html)\.ts/,
    'forms of files, and the report of a command',
  ],
  [/^core\/project\/(migrations|pages)\//, 'SQL'],
  [
    /^core\/(providers\/(add-cuda|read-source)|compare\/sequence|project\/care\/(arrivals|(merge|check|backup)-project)s?)\.ts/,
    'commands that no page has',
  ],
  [/^core\/disk\/(background|data-folder)\.ts/, 'the log, and names of folders'],
  [/^core\/host\/(diagnostics\/|note-answer\.ts)/, 'diagnostics and the log, for who helps'],
];

/** Files that write texts into files or answer by HTTP: of these only failures and notes are read by a person. */
const WRITES =
  /^core\/(exports\/|geometry\/|formats\/(xmp|tiff\/write|write|iptc)|host\/(http|send-page|keys)|worker\/resident-memory|tasks\/providers\/machine)/;

/** Texts that are no sentences: names of things and formats, SQL, signed texts, headers, commands. */
const NAMES: readonly RegExp[] = [
  /^[\p{Lu}\d][\p{L}\d.+-]*( ([\p{Lu}\d]|v\d)[\p{L}\d.+-]*)*$/u,
  /^\{\w+\} \(fp16\)$|^Depthroom \{VERSION\}$|^(log10|iRMSE)$/,
  /^\(?(SELECT|VACUUM|CASE|AFTER) /,
  /^(repeated \w+Proto|gimp xcf|bytes \{first\}.*|Bearer \{\w+\}|pip install .*|trash \w+ \w+|[a-z]+\.json|lib\w+\.so\S*|onnxruntime-gpu|[\w-]+\/[\w.-]+|\(Get-Cim.*|check pack|read photo|warm up)$/,
];

/** Words with capitals that are no names. */
const LIKE_A_NAME = /^(\p{Lu}\p{Ll}+ing|Lithophane|The \w+|Boundary \w+)$/u;

/** Whether a text is a name or a text for a program, the same in every language. */
export function isName(text: string): boolean {
  return !LIKE_A_NAME.test(text) && NAMES.some((pattern) => pattern.test(text));
}

/** Whether the texts of a file are for no page. */
export function leftOut(path: string): boolean {
  return LEFT_OUT.some(([pattern]) => pattern.test(path));
}

/** Whether nothing but failures and notes of a file are for a page. */
export function onlyFailures(path: string): boolean {
  return WRITES.test(path);
}

/** Whether what stands below a node is read by no person: types, imports, comparisons, keys, what goes to a log. */
export function isForNobody(node: Node, parents: readonly Node[]): boolean {
  if (/^TS(?!As|Satisfies|NonNull)/.test(node.type)) return true;
  if (/^(Import(Declaration|Expression)|TaggedTemplateExpression)$/.test(node.type)) return true;
  const parent = parents.at(-1);
  if (!parent) return false;
  if (parent.type === 'BinaryExpression' && /^([!=]==?|in)$/.test(String(parent.operator))) return true;
  if (parent.type === 'SwitchCase' && node === parent.test) return true;
  if (parent.type === 'MemberExpression' && node === parent.property) return true;
  if (/^(Call|New)Expression$/.test(parent.type) && node !== parent.callee) return isSilent(parent, node);
  return false;
}

/** Calls whose words go to no person: SQL, keys, the log, names of work in the background (said in the log) and of stages (said by the page). */
function isSilent(call: Node, given: Node): boolean {
  const [of, name] = calleeOf(call);
  if (
    /^(Error|TypeError|RangeError|RegExp|prepare|exec|pragma|prepared|sign|createHmac|invariant)$/.test(name)
  )
    return true;
  if (/^(console|log)$/.test(of) || /^(noteFailure|report|during|warn)$/.test(name)) return true;
  if (name === 'tell' && given === (call.arguments as Node[])[0]) return true;
  return of === 'background' && !/Function/.test(given.type);
}

/** Whether a call makes a failure or adds a note. */
export function isFailureOrNote(node: Node): boolean {
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return false;
  const [of, name] = calleeOf(node);
  return /^(DepthroomError|systemFailure|onDisk|note)$/.test(name) || (name === 'push' && of === 'notes');
}

function calleeOf(node: Node): [of: string, name: string] {
  const callee = node.callee as Node;
  if (callee.type !== 'MemberExpression') return ['', String(callee.name ?? '')];
  const object = callee.object as Node;
  const last = (object.property as Node | undefined) ?? object;
  return [String(last.name ?? ''), String((callee.property as Node).name ?? '')];
}
