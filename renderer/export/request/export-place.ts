import type { Place } from '../../../contract/desktop.ts';
import { text } from '../../language/text.ts';
import { call } from '../../server/call.ts';
import { answerOfDesktop, desktop } from '../../server/desktop.ts';
import { downloadExport } from '../../server/files.ts';
import { attempt, tell } from '../../state/notices.ts';
import { useProject } from '../../state/project.ts';
import { projectName } from '../../view/words/project-name.ts';

/** Where exports go: a place that the person chose in the window, or the downloads of the browser. */
export type Target = Place | 'downloads';

interface Made {
  id: string;
  fileName: string;
}

/** Asks once, before anything is written: in the window for a file by this name, or with null for a folder. Null where it was called off. */
export async function askTarget(fileName: string | null): Promise<Target | null> {
  const window = desktop();
  return window ? window.choosePlace(fileName) : 'downloads';
}

/** Brings one finished export to where it was wanted, and says so. */
export async function deliver(target: Target, made: Made): Promise<void> {
  if (target === 'downloads') {
    downloadExport(made.id, made.fileName);
    tell('done', text('exports.downloadStarted', { fileName: made.fileName }));
    return;
  }
  await attempt(async () => {
    const name = await saveTo(target, made.id);
    tell('done', text('exports.fileIsIn', { fileName: name, place: target.name }), {
      label: text('exports.showInFolder'),
      run: () => void showExport(made.id),
    });
  });
}

/** Puts a finished export into a chosen place; answers with the name that it got. Throws what the window answers. */
export async function saveTo(place: Place, exportId: string): Promise<string> {
  const window = desktop();
  return window ? answerOfDesktop(window.saveExport({ placeId: place.id, exportId })) : '';
}

/** Downloads finished exports: one as it is, several as one archive, which is made while it is read. */
export async function downloadMade(made: readonly Made[]): Promise<void> {
  if (made.length === 1) return downloadExport(made[0].id, made[0].fileName);
  await attempt(async () => {
    const { snapshot } = useProject.getState();
    const title = text('exports.archiveTitle', {
      project: snapshot ? projectName(snapshot.project) : 'Depthroom',
      count: made.length,
    });
    const { archiveId } = await call('packExports', { exportIds: made.map(({ id }) => id), title });
    downloadExport(archiveId, `${title}.zip`);
  });
}

/** Shows a finished export in the system's file manager; only the window can. */
export async function showExport(exportId: string): Promise<void> {
  const window = desktop();
  if (window) await attempt(() => answerOfDesktop(window.showExport(exportId)));
}
