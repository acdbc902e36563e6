import { DepthroomError } from '../../../contract/errors.ts';
import { useProject } from '../../state/project.ts';

const FULL = /^(\/|[A-Za-z]:[/\\]|\\\\)/;

/**
 * The path of a folder that a person wrote, without spaces and quotes around it. Throws `bad-input` for nothing, and for a path that
 * begins nowhere: the page stands in no folder.
 */
export function fullPath(written: string): string {
  const path = written.trim().replace(/^"(.*)"$/, '$1');
  if (FULL.test(path)) return path;
  const example = useProject.getState().snapshot?.project.folder;
  const like = example ? `, such as ${example},` : '';
  throw new DepthroomError(
    'bad-input',
    `Expected the full path of a folder${like} but received ${path === '' ? 'nothing' : `"${path}"`}.`,
  );
}
