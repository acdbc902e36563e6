import { DepthroomError } from '../../../contract/errors.ts';
import { maskRegion } from '../../../contract/mend/mask-runs.ts';
import { text } from '../../language/text.ts';
import { saveFile } from '../../server/files.ts';
import { useMend } from '../../state/mend/mend.ts';
import { attempt } from '../../state/notices.ts';
import { onStage } from '../../state/selection.ts';
import { chooseFiles } from '../choose-files.ts';
import { mendRegion } from './mending.ts';

/** A mask is read at no more pixels than the stage shows. */
const LONGEST = 2048;

/** Lets a person choose a mask: the chosen action is done where it is white. */
export function chooseMask(): void {
  chooseFiles('image/png,.png', ([file]) => {
    if (file) void attempt(() => takeMask(file));
  });
}

async function takeMask(file: File): Promise<void> {
  const picture = await createImageBitmap(file, { colorSpaceConversion: 'none' }).catch(() => {
    throw new DepthroomError('not-an-image', text('view.notAMask', { file: file.name }));
  });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context?.drawImage(picture, 0, 0, width, height);
  picture.close();
  const rgba = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
  const grey = new Uint8Array(width * height);
  for (let p = 0, k = 0; p < grey.length; p++, k += 4)
    grey[p] = Math.round(((rgba[k] + rgba[k + 1] + rgba[k + 2]) / 3) * (rgba[k + 3] / 255));
  mendRegion(maskRegion(grey, width, height));
}

/** Saves where the map has no depth as a PNG: white there, black elsewhere. */
export async function saveMask(): Promise<void> {
  const { session } = useMend.getState();
  const { photo } = onStage();
  if (!session || !photo) return;
  const { width, height } = session.map;
  const picture = new ImageData(width, height);
  for (let p = 0, k = 0; p < session.shown.length; p++, k += 4) {
    picture.data.fill(Number.isFinite(session.shown[p]) ? 0 : 255, k, k + 3);
    picture.data[k + 3] = 255;
  }
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(picture, 0, 0);
  saveFile(await canvas.convertToBlob({ type: 'image/png' }), `${stemOf(photo.name)}.mask.png`);
}

/** Saves the strokes, for "depthroom mend" and for other maps of the photo. */
export function saveRecipe(): void {
  const { session } = useMend.getState();
  const { photo } = onStage();
  if (!session || !photo) return;
  const text = `${JSON.stringify({ version: 1, strokes: session.strokes })}\n`;
  saveFile(new Blob([text], { type: 'application/json' }), `${stemOf(photo.name)}.recipe.json`);
}

function stemOf(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}
