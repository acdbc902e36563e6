import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';

/** A path of a TypeScript file, as sentences have it: whole, or from the folder of the file it stands in, or the end of one. Patterns, and types of others, are none. */
const PATH = /(?<![\w./*{}<>~-])(?:\.{1,2}\/)*[\w.-]+(?:\/[\w.-]+)*(?<!\.d)\.tsx?\b/g;

/**
 * Paths in comments, and in documents (`.md`), that lead to no file of the project, each as one sentence. The end of a path leads to the one file of
 * `known` that ends so; where several do it leads to none.
 */
export function findLostPaths(root: string, path: string, known: readonly string[]): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  const spoken = path.endsWith('.md') ? [{ value: text, start: 0 }] : parseSync(path, text).comments;
  return spoken.flatMap(({ value, start }) =>
    [...value.matchAll(PATH)].flatMap(({ 0: named, index }) => {
      if ([root, join(root, dirname(path))].some((folder) => existsSync(join(folder, named)))) return [];
      const meant = known.filter((each) => each.endsWith(`/${named}`)).length;
      if (meant === 1) return [];
      const line = text.slice(0, start + index).split('\n').length;
      return [`${path}:${line}: ${named} is ${meant === 0 ? 'no file' : `one of ${meant} files`}`];
    }),
  );
}

/** The documents whose paths are held: of the root, of `docs/`, and what is called README.md in some folders; changes of the past are none. */
export function findDocuments(root: string, folders: readonly string[]): string[] {
  const below = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    );
  return [
    ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md'],
    ...below('docs').filter((path) => path.endsWith('.md')),
    ...folders.flatMap(below).filter((path) => path.endsWith('/README.md')),
  ];
}
