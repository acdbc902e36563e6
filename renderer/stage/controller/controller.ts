import { pinnedOf } from '../../view/current-comparison.ts';
import { useCamera } from '../../state/camera.ts';
import { useBlink, useCompareLook } from '../../state/compare-look.ts';
import { useComparing } from '../../state/comparing.ts';
import { useLook } from '../../state/look.ts';
import { runOfPane } from '../../state/panes.ts';
import { useProbe } from '../../state/probe.ts';
import { useProject } from '../../state/project.ts';
import { useRanges } from '../../state/ranges.ts';
import { onStage, useSelection } from '../../state/selection.ts';
import { useShown } from '../../state/render-statistics.ts';
import { type Frame, frameNow } from '../../view/frame.ts';
import { nextCoarseness } from '../rendering/frame-pacing.ts';
import { createPainter } from '../rendering/frame-renderer.ts';
import { sourceOf } from '../../view/pane.ts';
import { maps, modelPlanes, pictures, wantMap, wantModel, wantPicture } from '../../view/resources.ts';

export interface Director {
  /** What is on the canvas, for everything that asks what lies under a point of it. */
  frame(): Frame;
  resize(width: number, height: number): void;
  dispose(): void;
}

/** Milliseconds without a move after which everything is drawn in full again. */
const REST = 160;

/** Whether something that is to be drawn is still being read. */
function isLoading(): boolean {
  return [maps, modelPlanes, pictures].some(({ useItems }) =>
    Object.values(useItems.getState()).some(({ state }) => state === 'loading'),
  );
}

/** Draws when something has changed, and only then. Throws where the browser has no WebGL2. */
export function createDirector(canvas: HTMLCanvasElement, onLost: (isLost: boolean) => void): Director {
  const painter = createPainter(canvas);
  let size = { width: 0, height: 0 };
  let request = 0;
  let photoId: string | null = null;

  let isStale = false;
  let isMoving = false;
  let rest: ReturnType<typeof setTimeout> | undefined;
  let coarseness = 1;

  const draw = () => {
    request = 0;
    // A card that is not through with the last frame gets no other: the newest state is drawn when it is.
    if (painter.pace.isBusy()) return ask();
    if (!isStale) return sayBusy(isMoving || isLoading() || !isAsLarge());
    isStale = false;
    if (isMoving) coarseness = nextCoarseness(coarseness, painter.pace.lastFrame());
    const frame = frameNow(size.width, size.height);
    // Set once when the first map is there, so that later maps do not move the camera.
    if (frame.mode === 'space' && frame.orbit && !useCamera.getState().orbit)
      useCamera.setState({ orbit: frame.orbit });
    const scale = frame.flat?.scale ?? null;
    if (useShown.getState().scale !== scale) useShown.setState({ scale });
    if (size.width > 0 && size.height > 0) {
      painter.paint(frame, window.devicePixelRatio, isMoving && frame.mode === 'space' ? coarseness : 1);
    }
    ask();
  };
  const ask = () => {
    if (!request) request = requestAnimationFrame(draw);
  };
  const schedule = () => {
    isStale = true;
    sayBusy(true);
    ask();
  };
  /** The canvas says whether all that a person has asked for is on it, in full: whoever takes a picture of it can wait for that. */
  const sayBusy = (isBusy: boolean) => canvas.setAttribute('aria-busy', String(isBusy));
  const move = () => {
    isMoving = true;
    clearTimeout(rest);
    rest = setTimeout(() => {
      isMoving = false;
      schedule();
    }, REST);
    schedule();
  };
  /** The page learns of a new size some frames before the stage; what it rounds away is no other size. */
  const isAsLarge = () =>
    Math.max(Math.abs(canvas.clientWidth - size.width), Math.abs(canvas.clientHeight - size.height)) <= 1;
  const fetchWhatIsShown = () => {
    const { photo, panes } = onStage();
    if (photo?.id !== photoId) {
      photoId = photo?.id ?? null;
      useCamera.setState({ flat: null, orbit: null });
    }
    if (photo) wantPicture(photo);
    for (const content of [pinnedOf(photo?.id), ...panes]) {
      const source = sourceOf(content);
      if (source) wantMap(source);
      const result = runOfPane(content ?? undefined)?.result;
      if (result && useLook.getState().mode === 'space') wantModel(result);
    }
    schedule();
  };

  const lost = (event: Event) => {
    event.preventDefault();
    onLost(true);
  };
  const restored = () => {
    onLost(false);
    painter.pace.forget();
    schedule();
  };
  canvas.addEventListener('webglcontextlost', lost);
  canvas.addEventListener('webglcontextrestored', restored);
  const leave = [
    useProject.subscribe(({ snapshot }, before) => snapshot !== before.snapshot && fetchWhatIsShown()),
    useSelection.subscribe(fetchWhatIsShown),
    useComparing.subscribe(fetchWhatIsShown),
    useLook.subscribe(({ mode }, before) => mode !== before.mode && fetchWhatIsShown()),
    useCamera.subscribe(move),
    useProbe.subscribe(() => useCompareLook.getState().split === 'lens' && schedule()),
    ...[useLook, useCompareLook, useBlink, useRanges].map((store) => store.subscribe(schedule)),
    ...[maps, modelPlanes, pictures].map(({ useItems }) => useItems.subscribe(schedule)),
    () => canvas.removeEventListener('webglcontextlost', lost),
    () => canvas.removeEventListener('webglcontextrestored', restored),
  ];
  fetchWhatIsShown();

  return {
    frame: () => frameNow(size.width, size.height),
    resize(width, height) {
      size = { width, height };
      schedule();
    },
    dispose() {
      cancelAnimationFrame(request);
      clearTimeout(rest);
      for (const stop of leave) stop();
      painter.dispose();
    },
  };
}
