import type { CallOutput, ParsedInput } from '../../contract/calls/api.ts';
import { countPhotos, indexOfPhoto, listPhotoIds, photoItems } from '../project/pages/photo-list.ts';
import { latestRuns, photoRows, runRows, runsBefore } from '../project/pages/photo-rows.ts';
import type { RunContext } from '../runs/run-context.ts';

type PageName =
  | 'listPhotos'
  | 'listPhotoIds'
  | 'photoRows'
  | 'olderRuns'
  | 'listExports'
  | 'latestRuns'
  | 'runRows';

type PageVerbs = {
  readonly [Name in PageName]: (
    context: RunContext,
    input: ParsedInput<Name>,
  ) => Promise<CallOutput<Name>> | CallOutput<Name>;
};

/** What a page asks for, of the photos that it shows. */
export const PAGE_VERBS: PageVerbs = {
  listPhotos({ project, engineId }, { sort, filter, from, count, photoId }) {
    const query = { sort, filter };
    const ids = listPhotoIds(project.database, query, { from, count });
    return {
      ...asOf({ project, engineId }),
      total: countPhotos(project.database, query),
      items: photoItems(project, ids),
      index: photoId === undefined ? null : indexOfPhoto(project.database, query, photoId),
    };
  },
  listPhotoIds: ({ project }, { sort, filter, from, count }) => ({
    ids: listPhotoIds(project.database, { sort, filter }, { from, count }),
  }),
  photoRows: ({ project, engineId }, { photoId }) => ({
    ...asOf({ project, engineId }),
    ...photoRows(project, photoId),
  }),
  olderRuns: ({ project, engineId }, { photoId, beforeRunId }) => ({
    ...asOf({ project, engineId }),
    ...runsBefore(project, photoId, beforeRunId),
  }),
  listExports: ({ project }, { from, count }) => ({
    exports: project.exports.page('created_at', from, count),
  }),
  latestRuns: async ({ project }, { photoIds }) => ({ runs: await latestRuns(project, photoIds) }),
  runRows: ({ project }, { runId }) => runRows(project, runId),
};

/** Which changes an answer holds that is read now. */
function asOf({ project, engineId }: Pick<RunContext, 'project' | 'engineId'>) {
  return { feed: engineId, sequence: project.changes.latest() };
}
