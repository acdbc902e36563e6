import { useEffect } from 'react';
import { isBehindModal } from '../state/dialogs.ts';
import { holdKey, releaseAllKeys, releaseKey } from '../state/held-keys.ts';
import { useLook } from '../state/look.ts';
import { goToMessages } from '../view/focus/keep-focus.ts';
import { stepAndDraw } from '../view/keys/measure-by-keys.ts';
import { COMMANDS } from './commands.ts';
import { allReleasedCommands, type Focus, keyAction, releasedCommand } from './key-action.ts';

/** Listens for the keys of the page, except while something is typed or a dialog is open. */
export function useKeyboard(): void {
  useEffect(listen, []);
}

/** Returns how to stop. */
function listen(): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  window.addEventListener(
    'keydown',
    (event) => {
      // The messages are behind no dialog.
      if (event.key === 'F6') {
        event.preventDefault();
        goToMessages();
      }
      if (event.defaultPrevented || isBehindModal()) return;
      const isSpace = useLook.getState().mode === 'space';
      const action = keyAction(event, focusOf(event.target), isSpace);
      if (!action) return;
      event.preventDefault();
      if (action.does === 'fly') holdKey(action.code);
      else if (action.does === 'step') stepAndDraw(...action.by);
      else COMMANDS[action.command]();
    },
    { signal },
  );
  window.addEventListener(
    'keyup',
    (event) => {
      releaseKey(event.code);
      const command = releasedCommand(event);
      if (command) COMMANDS[command]();
    },
    { signal },
  );
  window.addEventListener(
    'blur',
    () => {
      releaseAllKeys();
      for (const command of allReleasedCommands()) COMMANDS[command]();
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
export function isField(target: HTMLElement | null): boolean {
  if (!target) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'radio' && target.type !== 'checkbox';
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}
