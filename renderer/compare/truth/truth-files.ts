import { type Truth, truthSchema } from '../../../contract/compare/truth.ts';
import { text } from '../../language/text.ts';
import { answerOf, sendFile } from '../../server/call.ts';
import { answerOfDesktop, desktop } from '../../server/desktop.ts';
import { askAboutTruth } from '../../state/dialogs.ts';
import { importPhotos } from '../../state/import-queue.ts';
import { attempt, tell } from '../../state/notices.ts';
import { askToConfirm } from '../../state/question.ts';
import { onStage } from '../../state/selection.ts';
import { chooseFiles } from '../../view/choose-files.ts';
import { looksLikeDepth } from './looks-like-depth.ts';

const TYPES = '.png,.tif,.tiff,.exr,.pfm,.npy,.npz,.dpt,.txt';

/** Lets the person choose a file of measured or rendered depth (and beside it a calib.txt). */
export function chooseTruth(): void {
  chooseFiles(TYPES, (files) => void addTruth(files));
}

/**
 * Files that fell on the picture: measured depth belongs to it, everything else is a photo. A deep grey picture may be either, and only who
 * dropped it knows.
 */
export async function takeDropped(files: readonly File[]): Promise<void> {
  const isDepth = await Promise.all(files.map((file) => looksLikeDepth(file)));
  const others = files.filter((_, index) => !isDepth[index]);
  const photos = others.filter((file) => !isCalibration(file));
  if (photos.length > 0) importPhotos(photos);
  const calibrations = others.filter(isCalibration);
  const depths = files.filter((_, index) => isDepth[index]);
  const certain = depths.filter((file) => !isPicture(file));
  const grey = depths.filter(isPicture);
  if (certain.length > 0) await addTruth([...certain, ...calibrations]);
  // Beside a calibration it can only be measured.
  if (grey.length > 0 && calibrations.length > 0) await addTruth([...grey, ...calibrations]);
  else if (grey.length > 0) askWhatItIs(grey);
}

/** Asks whether grey pictures of 16 bits or more are photos or measured depth. */
function askWhatItIs(files: readonly File[]): void {
  const count = files.length;
  askToConfirm({
    title: text('compare.truthOrPhoto'),
    sentence: text('compare.greyPictures', { count, name: files[0].name }),
    label: text('compare.groundTruth'),
    run: () => void addTruth(files),
    other: { label: text('compare.asPhotos', { count }), run: () => importPhotos(files) },
  });
}

/** Whether a file could be a photo as well. */
function isPicture({ name }: File): boolean {
  return /\.(png|tiff?)$/i.test(name);
}

function isCalibration({ name }: File): boolean {
  return /\.txt$/i.test(name);
}

/** Brings ground truth in and asks whether it was understood. */
async function addTruth(files: readonly File[]): Promise<void> {
  const { photo } = onStage();
  if (!photo) return;
  const calibration = await files.find(isCalibration)?.text();
  const maps = files.filter((each) => !isCalibration(each));
  if (maps.length === 0) tell('error', text('compare.calibrationAlone', { name: files[0]?.name ?? '' }));
  for (const file of maps) await attempt(async () => askAboutTruth(await send(photo.id, file, calibration)));
}

async function send(photoId: string, file: File, calibration: string | undefined): Promise<Truth> {
  // In the window it is read from where it lies.
  const taken = desktop()?.importTruth(file, { photoId, calibration: calibration?.slice(0, 4096) });
  if (taken) return truthSchema.parse(await answerOfDesktop(taken));
  const query = new URLSearchParams({ photo: photoId, name: file.name });
  if (calibration) query.set('calibration', calibration);
  return answerOf(truthSchema, await sendFile(`/truths?${query}`, file));
}
