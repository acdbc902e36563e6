import { useEffect } from 'react';
import { isBehindModal } from '../state/dialogs.ts';
import { useLook } from '../state/look.ts';
import { createCommands } from './commands.ts';
import { allReleasedCommands, type Focus, keyAction, releasedCommand } from './key-action.ts';
import type { StageActions } from './stage-actions.ts';

/** Listens for the keys of the page, except while something is typed or a dialog is open. */
export function useKeyboard(stage: StageActions): void {
  useEffect(() => listen(stage), [stage]);
}

/** Returns how to stop. */
function listen(stage: StageActions): () => void {
  const commands = createCommands(stage);
  const stop = new AbortController();
  const { signal } = stop;
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.defaultPrevented || isBehindModal()) return;
      const isSpace = useLook.getState().mode === 'space';
      const action = keyAction(event, focusOf(event.target), isSpace, stage.isFlightKey);
      if (!action) return;
      event.preventDefault();
      if (action.does === 'fly') stage.pressFlightKey(action.code);
      else if (action.does === 'step') stage.stepProbe(...action.by);
      else commands[action.command]();
    },
    { signal },
  );
  window.addEventListener(
    'keyup',
    (event) => {
      stage.releaseFlightKey(event.code);
      const command = releasedCommand(event);
      if (command) commands[command]();
    },
    { signal },
  );
  window.addEventListener(
    'blur',
    () => {
      stage.releaseAllFlightKeys();
      for (const command of allReleasedCommands()) commands[command]();
    },
    { signal },
  );
  return () => stop.abort();
}

function focusOf(eventTarget: EventTarget | null): Focus {
  const target = eventTarget instanceof HTMLElement ? eventTarget : null;
  const keepsArrows = '[role="dialog"], [role="menu"], [role="listbox"][aria-label="Photos"]';
  return {
    isField: isField(target),
    hasArrows: !!target?.closest(keepsArrows),
    isOnStage: target?.closest('[data-testid="stage"]') !== null || target === document.body,
  };
}

/** Whether keys are meant for a field. Segmented controls are radio buttons: only their arrows are theirs. */
function isField(target: HTMLElement | null): boolean {
  if (!target) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'radio' && target.type !== 'checkbox';
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}
