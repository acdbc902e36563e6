/** When the next frame is drawn: as `requestAnimationFrame` and `setTimeout` do it. */
export interface FrameClock {
  request(callback: () => void): number;
  cancel(request: number): void;
}

export interface DrawLoopOptions {
  /** Draws the state of now; what moves may be drawn more coarsely. */
  draw(isMoving: boolean): void;
  /** Whether the graphics card is still drawing the last frame. */
  isDrawing(): boolean;
  /** Whether something that belongs to the picture is still to come. */
  isIncomplete(): boolean;
  /** Is told whether all that was asked for is on the canvas, in full. */
  setBusy(isBusy: boolean): void;
  clock: FrameClock;
}

export interface DrawLoop {
  /** Something has changed: it is drawn with the next frame. */
  schedule(): void;
  /** As `schedule`, for changes that come one after another; once they have ended everything is drawn in full. */
  move(): void;
  dispose(): void;
}

/** Milliseconds without a move after which everything is drawn in full again. */
const REST = 160;

/** The frames of `requestAnimationFrame`. */
export const ANIMATION_FRAMES: FrameClock = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (request) => cancelAnimationFrame(request),
};

/** Draws when something has changed, and only then. */
export function createDrawLoop(options: DrawLoopOptions): DrawLoop {
  const { clock } = options;
  let request = 0;
  let isStale = false;
  let isMoving = false;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const step = () => {
    request = 0;
    // A card that is not through with the last frame gets no other: the newest state is drawn when it is.
    if (options.isDrawing()) return ask();
    if (!isStale) return options.setBusy(isMoving || options.isIncomplete());
    isStale = false;
    options.draw(isMoving);
    ask();
  };
  const ask = () => {
    if (!request) request = clock.request(step);
  };
  const schedule = () => {
    isStale = true;
    options.setBusy(true);
    ask();
  };
  const move = () => {
    isMoving = true;
    clearTimeout(rest);
    rest = setTimeout(() => {
      isMoving = false;
      schedule();
    }, REST);
    schedule();
  };
  const dispose = () => {
    clock.cancel(request);
    clearTimeout(rest);
  };
  return { schedule, move, dispose };
}
