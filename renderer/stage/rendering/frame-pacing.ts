/** Asks the graphics card whether it is through with what it was given, so that slow ones are never handed more than one frame. */
export interface FramePacing {
  /** Marks that a frame was handed over. */
  mark(): void;
  /** Whether the frame that was handed over last is still being drawn. */
  isBusy(): boolean;
  /** Forgets the frame: it went away with the context it was drawn in. */
  forget(): void;
  /** How long that frame took, in milliseconds, as far as it can be seen. */
  lastFrame(): number;
}

export function createFramePacing(gl: WebGL2RenderingContext): FramePacing {
  let fence: WebGLSync | null = null;
  let handedOver = 0;
  let took = 0;
  return {
    mark() {
      fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      handedOver = performance.now();
      gl.flush();
    },
    isBusy() {
      if (!fence || gl.isContextLost()) return false;
      if (gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED) return true;
      gl.deleteSync(fence);
      fence = null;
      took = performance.now() - handedOver;
      return false;
    },
    forget() {
      fence = null;
    },
    lastFrame: () => took,
  };
}

const TOO_SLOW = 70;
const FAST = 25;
const MOST_DECIMATION = 8;

/** By how much a moving scene is thinned out next, after a frame that took so many milliseconds with the thinning of now. */
export function nextDecimation(now: number, frameMilliseconds: number): number {
  if (frameMilliseconds > TOO_SLOW) return Math.min(MOST_DECIMATION, now * 2);
  if (frameMilliseconds < FAST) return Math.max(1, now / 2);
  return now;
}
