import { useEffect } from 'react';
import { useDialog } from '../state/dialogs.ts';
import { holdKey, releaseAllKeys, releaseKey } from '../state/held-keys.ts';
import { useLook } from '../state/look.ts';
import { useQuestion } from '../state/question.ts';
import { stepProbe } from '../view/camera-controls.ts';
import { isFlightKey } from '../view/maths/flight.ts';
import { arrowStep, KEYS } from './keys.ts';

/** Listens for the keys of the page, except while something is typed or a dialog is open. */
export function useKeyboard(): void {
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener('keydown', pressed, { signal });
    window.addEventListener(
      'keyup',
      (event) => {
        releaseKey(event.code);
        KEYS.find(({ press }) => press.includes(event.key.toLowerCase()))?.release?.();
      },
      { signal },
    );
    window.addEventListener(
      'blur',
      () => {
        releaseAllKeys();
        for (const key of KEYS) key.release?.();
      },
      { signal },
    );
    return () => stop.abort();
  }, []);
}

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || useDialog.getState().open || useQuestion.getState().question) return;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (
    target?.closest('[role="dialog"], [role="menu"], [role="listbox"][aria-label="Photos"]') &&
    event.key.startsWith('Arrow')
  )
    return;
  const isMod = event.ctrlKey || event.metaKey;
  if (isTyping(target) && !isMod) return;
  // Lists, sliders and the like keep their arrows; letters fly from anywhere.
  const isOnStage = target?.closest('[data-testid="stage"]') !== null || target === document.body;
  if (!isMod && !event.altKey && (isOnStage || !event.key.startsWith('Arrow')) && steer(event)) {
    event.preventDefault();
    return;
  }
  const name = `${isMod ? 'Mod+' : ''}${event.shiftKey && /^[A-Z]$/.test(event.key) ? 'Shift+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
  const key = KEYS.find(({ press, run }) => run && press.includes(name));
  if (!key?.run || event.altKey) return;
  event.preventDefault();
  key.run();
}

/** Keys that move the camera or the crosshair. */
function steer(event: KeyboardEvent): boolean {
  if (useLook.getState().mode === 'space') {
    if (!isFlightKey(event.code)) return false;
    holdKey(event.code);
    return true;
  }
  const step = arrowStep(event.key, event.shiftKey);
  if (step) stepProbe(...step);
  return step !== null;
}

/** Whether keys are meant for a field. Segmented controls are radio buttons: only their arrows are theirs. */
function isTyping(target: HTMLElement | null): boolean {
  if (!target) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'radio' && target.type !== 'checkbox';
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}
