import { isFlightKey } from '../view/maths/flight.ts';
import type { CommandName } from './commands.ts';
import { KEYS } from './key-table.ts';

/** What of a key event is looked at. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'> &
  Partial<Pick<KeyboardEvent, 'repeat'>>;

/** What the element with the focus wants of the keyboard. */
export interface Focus {
  /** It is a field: keys are text. */
  isField: boolean;
  /** It is a dialog, a menu or the list of photos, which have their own arrows. */
  hasArrows: boolean;
  /** It is the stage, or nothing at all. */
  isOnStage: boolean;
}

export type KeyAction =
  | { does: 'command'; command: CommandName }
  | { does: 'fly'; code: string }
  | { does: 'step'; by: readonly [number, number] };

/** What a key does; null where it is left to the browser. In 3D (`isSpace`) letters and arrows fly, else arrows move the crosshair. */
export function keyAction(
  press: KeyPress,
  { isField, hasArrows, isOnStage }: Focus,
  isSpace: boolean,
): KeyAction | null {
  const isArrow = press.key.startsWith('Arrow');
  if (isArrow && hasArrows) return null;
  const isMod = press.ctrlKey || press.metaKey;
  const key = press.altKey ? undefined : KEYS.find((each) => each.press.includes(keyName(press)));
  if (isField && (!isMod || key?.isOfText)) return null;
  // What has the focus elsewhere keeps its keys.
  if (!isMod && !press.altKey && isOnStage) {
    if (isSpace && isFlightKey(press.code)) return { does: 'fly', code: press.code };
    const by = isSpace ? null : arrowStep(press.key, press.shiftKey);
    if (by) return { does: 'step', by };
  }
  if (key?.onStageOnly && !isOnStage) return null;
  if (key?.isOnce && press.repeat) return null;
  return key?.command ? { does: 'command', command: key.command } : null;
}

/** What ends when a key is let go. */
export function releasedCommand({ key }: Pick<KeyPress, 'key'>): CommandName | undefined {
  return KEYS.find(({ press }) => press.includes(key.toLowerCase()))?.release;
}

/** What ends when the page loses the keyboard, whatever is held. */
export function allReleasedCommands(): CommandName[] {
  return KEYS.flatMap(({ release }) => release ?? []);
}

/**
 * The name of a key as the table has it. Shift counts with letters, whose case says nothing: macOS gives small ones while command is held, and
 * caps lock turns them. Signs are what they are by shift.
 */
function keyName({ key, shiftKey, ctrlKey, metaKey }: KeyPress): string {
  const mod = ctrlKey || metaKey ? 'mod+' : '';
  const shift = shiftKey && /^[a-z]$/i.test(key) ? 'shift+' : '';
  return `${mod}${shift}${key.length === 1 ? key.toLowerCase() : key}`;
}

/** The step of the crosshair by an arrow key, in photo pixels. */
function arrowStep(key: string, isShift: boolean): [number, number] | null {
  const by = isShift ? 10 : 1;
  if (key === 'ArrowLeft') return [-by, 0];
  if (key === 'ArrowRight') return [by, 0];
  if (key === 'ArrowUp') return [0, -by];
  if (key === 'ArrowDown') return [0, by];
  return null;
}
