import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CallInput, CallOutput } from '../../contract/calls/api.ts';
import { DepthroomError } from '../../contract/errors.ts';
import type { Context } from '../project/context.ts';
import type { Project } from '../project/project.ts';

/** So many photos are written in one transaction: others get their turn between two of them. */
const AT_ONCE = 250;

/**
 * Gives photos a star, or takes it away; left open it is taken away where all of them have one. Those that are gone are passed over, and the
 * answer names those that were changed. Throws `not-found` where none of them is there.
 */
export async function starPhotos(
  { project, changed }: Context,
  { photoIds, isStarred: asked }: CallInput<'starPhotos'>,
): Promise<CallOutput<'starPhotos'>> {
  const { photos, write } = project;
  const isStarred = asked ?? !(await areAllStarred(project, photoIds));
  const done: string[] = [];
  let found = 0;
  try {
    for (let from = 0; from < photoIds.length; from += AT_ONCE) {
      const part = photoIds.slice(from, from + AT_ONCE);
      const { there, turned } = await write(() => {
        const rows = part.flatMap((id) => photos.find(id) ?? []);
        const others = rows.filter((photo) => (photo.isStarred === true) !== isStarred);
        for (const { isStarred: _before, ...photo } of others)
          photos.update(isStarred ? { ...photo, isStarred } : photo);
        return { there: rows.length, turned: others.map(({ id }) => id) };
      });
      found += there;
      done.push(...turned);
      await nextTurn();
    }
  } finally {
    // Once: who follows is told of thousands as of one, and asks for what it shows.
    if (done.length > 0) changed();
  }
  if (found === 0)
    throw new DepthroomError(
      'not-found',
      `Expected photos of this project, but received ${photoIds.length === 1 ? `the unknown id "${photoIds[0]}"` : `${photoIds.length} unknown ids`}.`,
    );
  return { photoIds: done, isStarred };
}

async function areAllStarred({ photos }: Project, photoIds: readonly string[]): Promise<boolean> {
  for (const [k, id] of photoIds.entries()) {
    const photo = photos.find(id);
    if (photo && photo.isStarred !== true) return false;
    if (k % AT_ONCE === AT_ONCE - 1) await nextTurn();
  }
  return true;
}
