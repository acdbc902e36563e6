import { depthImageFormats } from '../../../contract/exports/depth-image.ts';
import type { WantedFile } from '../../../contract/exports/export-estimate.ts';
import type { Photo } from '../../../contract/photo.ts';
import { text } from '../../language/text.ts';
import { call } from '../../server/call.ts';
import { createStore } from '../../state/create-store.ts';
import { attempt } from '../../state/notices.ts';
import { askToConfirm } from '../../state/question.ts';

/** Whether the place of photos goes along in files, as the person said once; null where nobody has been asked, or it has not been read. */
export const usePlaceChoice = createStore<{ place: boolean | null; isRead: boolean }>(() => ({
  place: null,
  isRead: false,
}));

/** Reads what was said before. */
export async function readPlaceChoice(): Promise<void> {
  if (usePlaceChoice.getState().isRead) return;
  const answer = await call('readPlaceChoice', {}).catch(() => null);
  if (answer) usePlaceChoice.setState({ ...answer, isRead: true });
}

/** Keeps what a person says, for all files from now on. */
async function keepPlace(place: boolean): Promise<void> {
  usePlaceChoice.setState({ place, isRead: true });
  await attempt(() => call('keepPlaceChoice', { place }));
}

/** Whether a person has to be asked before this file is written: it could hold the place of its photo, and nobody has said whether it should. */
export function asksForPlace(
  { hasPlace }: Pick<Photo, 'hasPlace'>,
  { kind, options }: Pick<WantedFile, 'kind'> & { options: { format: string } },
  isStated: boolean,
): boolean {
  if (!hasPlace || isStated || kind !== 'depth-image') return false;
  const { place, isRead } = usePlaceChoice.getState();
  const format = depthImageFormats[options.format as keyof typeof depthImageFormats];
  return isRead && place === null && format.options.includes('place');
}

/** Asks once, before the file of a photo is written or the first of many, and goes on with the answer. */
export function askForPlace(photos: Pick<Photo, 'name'> | 'some', goOn: (place: boolean) => void): void {
  const answer = (place: boolean) => {
    void keepPlace(place);
    goOn(place);
  };
  askToConfirm({
    title: text('exports.takePlaceAlong'),
    sentence:
      photos === 'some' ? text('exports.placeOfSome') : text('exports.placeOfPhoto', { photo: photos.name }),
    label: text('exports.leaveItOut'),
    run: () => answer(false),
    other: { label: text('exports.takeItAlong'), run: () => answer(true) },
  });
}
