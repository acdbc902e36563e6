import { useCamera } from '../state/camera.ts';
import { useBlink, useCompareLook } from '../state/compare-look.ts';
import { useComparing } from '../state/comparing.ts';
import { useLook } from '../state/look.ts';
import { useRanges } from '../state/ranges.ts';
import { useStage } from '../state/use-stage.ts';
import { type Frame, frameNow } from './frame.ts';
import { maps, pictures } from './resources.ts';

/** The frame that is on the canvas, for what is written over it; follows everything that a frame is made of. */
export function useFrame(width: number, height: number): Frame {
  useStage();
  useLook();
  useCompareLook();
  useBlink();
  useComparing();
  useRanges();
  useCamera();
  maps.useItems();
  pictures.useItems();
  return frameNow(width, height);
}
