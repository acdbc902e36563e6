import { type Truth, truthSchema } from '../../../contract/compare/truth.ts';
import { answerOf, sendFile } from '../../server/call.ts';
import { askAboutTruth } from '../../state/dialogs.ts';
import { importPhotos } from '../../state/import-queue.ts';
import { attempt } from '../../state/notices.ts';
import { onStage } from '../../state/selection.ts';
import { chooseFiles } from '../../view/choose-files.ts';
import { looksLikeDepth } from './looks-like-depth.ts';

const TYPES = '.png,.tif,.tiff,.exr,.pfm,.npy,.npz,.dpt,.txt';

/** Lets the person choose a file of measured or rendered depth (and beside it a calib.txt). */
export function chooseTruth(): void {
  chooseFiles(TYPES, (files) => void addTruth(files));
}

/** Files that fell on the picture: measured depth belongs to it, everything else is a photo. */
export async function takeDropped(files: readonly File[]): Promise<void> {
  const isDepth = await Promise.all(files.map((file) => looksLikeDepth(file)));
  const photos = files.filter((file, index) => !isDepth[index] && !isCalibration(file));
  if (photos.length > 0) importPhotos(photos);
  const depths = files.filter((file, index) => isDepth[index] || isCalibration(file));
  if (depths.some((file) => !isCalibration(file))) await addTruth(depths);
}

function isCalibration({ name }: File): boolean {
  return /\.txt$/i.test(name);
}

/** Brings ground truth in and asks whether it was understood. */
export async function addTruth(files: readonly File[]): Promise<void> {
  const { photo } = onStage();
  if (!photo) return;
  const text = await files.find(isCalibration)?.text();
  for (const file of files.filter((each) => !isCalibration(each))) {
    const truth = await attempt(() => send(photo.id, file, text));
    if (truth) askAboutTruth(truth);
  }
}

async function send(photoId: string, file: File, calibration: string | undefined): Promise<Truth> {
  const query = new URLSearchParams({ photo: photoId, name: file.name });
  if (calibration) query.set('calibration', calibration);
  return answerOf(truthSchema, await sendFile(`/truths?${query}`, file));
}
