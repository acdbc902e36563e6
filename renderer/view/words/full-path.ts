import { DepthroomError } from '../../../contract/errors.ts';
import { text } from '../../language/text.ts';
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
  const received = path === '' ? text('view.nothing') : text('view.quoted', { words: path });
  throw new DepthroomError(
    'bad-input',
    example ? text('view.fullPathLike', { example, received }) : text('view.fullPathWanted', { received }),
  );
}
