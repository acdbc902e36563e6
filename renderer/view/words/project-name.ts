import type { Snapshot } from '../../../contract/calls/snapshot.ts';
import { ENGLISH } from '../../language/language.ts';
import { text } from '../../language/text.ts';

/** What a project is called: as people called it, else as the one that the engine makes by itself is called in the language that is spoken. */
export function projectName({ name }: Pick<Snapshot['project'], 'name'>): string {
  return name === ENGLISH.texts.project.defaultProject ? text('project.defaultProject') : name;
}
