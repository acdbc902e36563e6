import { DepthroomError } from '../../contract/errors.ts';
import type { ModelsFolder } from '../../contract/library.ts';

type Shown = NonNullable<ModelsFolder['work']>;

/** Work that copies whole packs: one piece at a time, and it can be cancelled. */
export interface WorkSlot {
  shown(): Shown | null;
  /** Performs the work alone; `signal` cancels it as `cancel` does. Throws `bad-input` where other work is going on. */
  perform<Result>(
    shown: Shown,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result>;
  /** Throws `bad-input` while the models folder is being moved. */
  refuseWhileMoving(): void;
  /** Stops the work at hand and waits until it has let go. */
  cancel(): Promise<void>;
}

export function createWorkSlot(changed: () => void): WorkSlot {
  let current: { shown: Shown; stop: AbortController; done: Promise<unknown> } | null = null;

  function refuse(): never {
    throw new DepthroomError(
      'bad-input',
      current?.shown.kind === 'move'
        ? `The models are being moved to ${current.shown.to}; wait until that is done, or cancel it.`
        : 'A pack is being added; wait until that is done, or cancel it.',
    );
  }

  return {
    shown: () => current?.shown ?? null,
    async perform(shown, signal, work) {
      if (current) refuse();
      const stop = new AbortController();
      const result = work(AbortSignal.any([stop.signal, signal]));
      current = { shown, stop, done: result.catch(() => {}) };
      changed();
      try {
        return await result;
      } finally {
        current = null;
        changed();
      }
    },
    refuseWhileMoving() {
      if (current?.shown.kind === 'move') refuse();
    },
    async cancel() {
      current?.stop.abort();
      await current?.done;
    },
  };
}
