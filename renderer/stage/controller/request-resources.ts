import { useCamera } from '../../state/camera.ts';
import { useLook } from '../../state/look.ts';
import { runOfPane } from '../../state/panes.ts';
import { onStage, stageStore } from '../../state/selection.ts';
import { comparisonStore, currentComparison } from '../../view/current-comparison.ts';
import { sourceOf } from '../../view/pane-depth.ts';
import { requestModelMap, requestPreview, requestViewMap } from '../../view/resources.ts';

/** Loads what the stage shows, whenever that is something else; another photo is seen from its own place. Returns how to stop that. */
export function followResources(): () => void {
  // The photo that is there at first keeps the camera that was taken up with the project.
  let photoId = onStage().photo?.id ?? null;
  const request = () => {
    const { photo, panes } = onStage();
    if (photo?.id !== photoId) {
      photoId = photo?.id ?? null;
      useCamera.setState({ flat: null, orbit: null });
    }
    if (photo) requestPreview(photo);
    for (const content of [currentComparison().pinned, ...panes]) {
      const source = sourceOf(content);
      if (source) requestViewMap(source);
      const result = runOfPane(content ?? undefined)?.result;
      if (result && useLook.getState().mode === 'space') requestModelMap(result);
    }
  };
  const leave = [
    stageStore.subscribe(request),
    comparisonStore.subscribe(request),
    useLook.subscribe(({ mode }, before) => mode !== before.mode && request()),
  ];
  request();
  return () => {
    for (const stop of leave) stop();
  };
}
