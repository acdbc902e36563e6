import { useCamera } from '../../state/camera.ts';
import { useCompareLook } from '../../state/compare-look.ts';
import { useProbe } from '../../state/probe.ts';
import { currentFrame, frameStore } from '../../view/frame.ts';
import { isLoading, modelMaps, previews, viewMaps } from '../../view/resources.ts';
import { nextDecimation } from '../rendering/frame-pacing.ts';
import { createFrameRenderer, type FrameRenderer } from '../rendering/frame-renderer.ts';
import { ANIMATION_FRAMES, createDrawLoop, type DrawLoop } from './draw-loop.ts';
import { followResources } from './request-resources.ts';

/** Keeps the frame of now on a canvas. Returns how to stop that. Throws where the browser has no WebGL2. */
export function createController(canvas: HTMLCanvasElement, onLost: (isLost: boolean) => void): () => void {
  const renderer = createFrameRenderer(canvas);
  const loop = createDrawLoop({
    draw: drawerOf(renderer),
    isDrawing: () => !renderer.isCompiled() || renderer.pacing.isBusy(),
    isIncomplete: () => isLoading() || !isAsLargeAs(canvas),
    // Whoever takes a picture of the canvas can wait until all that a person has asked for is on it, in full.
    setBusy: (isBusy) => canvas.setAttribute('aria-busy', String(isBusy)),
    clock: ANIMATION_FRAMES,
  });
  const lost = (event: Event) => {
    event.preventDefault();
    onLost(true);
  };
  const restored = () => {
    onLost(false);
    renderer.pacing.forget();
    loop.schedule();
  };
  canvas.addEventListener('webglcontextlost', lost);
  canvas.addEventListener('webglcontextrestored', restored);
  const stopDrawing = drawWhatChanges(loop);
  const stopLoading = followResources();
  return () => {
    stopLoading();
    stopDrawing();
    canvas.removeEventListener('webglcontextlost', lost);
    canvas.removeEventListener('webglcontextrestored', restored);
    loop.dispose();
    renderer.dispose();
  };
}

/** Draws the frame of now; while the scene moves it is thinned out as far as the graphics card needs it. */
function drawerOf(renderer: FrameRenderer): (isMoving: boolean) => void {
  let decimation = 1;
  return (isMoving) => {
    if (isMoving) decimation = nextDecimation(decimation, renderer.pacing.lastFrame());
    const frame = currentFrame();
    // Set once when the first map is there, so that later maps do not move the camera.
    if (frame.mode === 'space' && frame.orbit && !useCamera.getState().orbit)
      useCamera.setState({ orbit: frame.orbit });
    if (frame.width < 1 || frame.height < 1) return;
    renderer.draw(frame, {
      pixelRatio: window.devicePixelRatio,
      decimation: isMoving && frame.mode === 'space' ? decimation : 1,
      lensAt: useProbe.getState().at,
    });
  };
}

/** The page learns of a new size some frames before the stage; what it rounds away is no other size. */
function isAsLargeAs({ clientWidth, clientHeight }: HTMLCanvasElement): boolean {
  const { width, height } = currentFrame();
  return Math.max(Math.abs(clientWidth - width), Math.abs(clientHeight - height)) <= 1;
}

function drawWhatChanges(loop: DrawLoop): () => void {
  const leave = [
    useCamera.subscribe(loop.move),
    useProbe.subscribe(() => useCompareLook.getState().split === 'lens' && loop.schedule()),
    frameStore.subscribe(loop.schedule),
    ...[viewMaps, modelMaps, previews].map(({ useEntries }) => useEntries.subscribe(loop.schedule)),
  ];
  loop.schedule();
  return () => {
    for (const stop of leave) stop();
  };
}
