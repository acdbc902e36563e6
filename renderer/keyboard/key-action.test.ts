import { expect, test } from 'vitest';
import { COMMANDS } from './commands.ts';
import { allReleasedCommands, type Focus, type KeyPress, keyAction, releasedCommand } from './key-action.ts';
import { GROUPS, KEYS } from './key-table.ts';

const stage: Focus = { isField: false, hasArrows: false, isOnStage: true };
const held = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

function press(key: string, change: Partial<KeyPress> = {}, focus: Partial<Focus> = {}, isSpace = false) {
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
  return keyAction({ key, code, ...held, ...change }, { ...stage, ...focus }, isSpace);
}
const command = (...input: Parameters<typeof press>) => {
  const action = press(...input);
  return action?.does === 'command' ? action.command : null;
};

test('every key of the table does what it says, and no two keys are the same', () => {
  const presses = KEYS.flatMap((key) => key.press);
  expect(new Set(presses).size).toBe(presses.length);
  for (const key of KEYS) {
    expect(GROUPS).toContain(key.group);
    // A key that is pressed here does something; one that is handled elsewhere is printed.
    expect(key.press.length > 0).toBe(key.command !== undefined);
    if (!key.command) expect(key.shown).not.toBe('');
  }
  const named = new Set(KEYS.flatMap((key) => [key.command ?? [], key.release ?? []].flat()));
  expect(named).toEqual(new Set(Object.keys(COMMANDS)));
});

test('shift counts with letters, and control or command are the same', () => {
  expect([command('m'), command('M', { shiftKey: true })]).toEqual(['nextColourMap', 'previousColourMap']);
  expect(command('M')).toBe('nextColourMap');
  expect([command('z'), command('z', { ctrlKey: true })]).toEqual(['toggleFullSize', 'undo']);
  expect(command('Z', { metaKey: true, shiftKey: true })).toBe('redo');
  expect(command('?', { shiftKey: true })).toBe('openKeyboard');
  expect(command('Enter', { ctrlKey: true })).toBe('runAllModels');
});

test('command with shift does it again, also where macOS gives a small letter', () => {
  expect(command('z', { metaKey: true, shiftKey: true })).toBe('redo');
  expect(command('z', { ctrlKey: true, shiftKey: true })).toBe('redo');
  expect(command('z', { metaKey: true })).toBe('undo');
  // With caps lock a letter is large without shift, and small with it.
  expect([command('Z', { ctrlKey: true }), command('m', { shiftKey: true })]).toEqual([
    'undo',
    'previousColourMap',
  ]);
});

test('what is typed has its own undo', () => {
  const field = { isField: true, isOnStage: false };
  for (const mod of [{ ctrlKey: true }, { metaKey: true }]) {
    expect(press('z', mod, field)).toBeNull();
    expect(press('z', { ...mod, shiftKey: true }, field)).toBeNull();
    expect(press('Z', { ...mod, shiftKey: true }, field)).toBeNull();
    expect(press('y', mod, field)).toBeNull();
  }
});

test('alt belongs to the browser', () => {
  expect(press('m', { altKey: true })).toBeNull();
  expect(press('ArrowLeft', { altKey: true })).toBeNull();
});

test('a field takes letters, but not those with control', () => {
  const field = { isField: true, isOnStage: false };
  expect(command('m', {}, field)).toBeNull();
  expect(command('o', { ctrlKey: true }, field)).toBe('addPhotos');
});

test('arrows move the crosshair on the stage, and nowhere else', () => {
  expect(press('ArrowLeft')).toEqual({ does: 'step', by: [-1, 0] });
  expect(press('ArrowDown', { shiftKey: true })).toEqual({ does: 'step', by: [0, 10] });
  expect(press('ArrowUp', {}, { isOnStage: false })).toBeNull();
  expect(press('ArrowUp', {}, { hasArrows: true })).toBeNull();
});

test('in 3D letters and arrows fly from the stage alone; other letters keep their meaning', () => {
  const elsewhere = { isOnStage: false };
  expect(press('w', {}, {}, true)).toEqual({ does: 'fly', code: 'KeyW' });
  expect(press('w', {}, elsewhere, true)).toBeNull();
  expect(press('ArrowLeft', {}, {}, true)).toEqual({ does: 'fly', code: 'ArrowLeft' });
  expect(press('ArrowLeft', {}, elsewhere, true)).toBeNull();
  expect(press('a', { ctrlKey: true }, {}, true)).toBeNull();
  expect(command('h', {}, {}, true)).toBe('goHome');
});

test('Enter sets a point on the stage, and presses what has the focus elsewhere', () => {
  expect(command('Enter')).toBe('setPoint');
  expect(press('Enter', {}, { isOnStage: false })).toBeNull();
});

test('what is held ends with its key, also where shift was pressed meanwhile, or with the page', () => {
  expect([releasedCommand({ key: 'b' }), releasedCommand({ key: 'B' })]).toEqual(['stopBlink', 'stopBlink']);
  expect(releasedCommand({ key: 'm' })).toBeUndefined();
  expect(allReleasedCommands()).toEqual(['stopBlink']);
});

test('a star is given once, however long the key is held; in 3D by the key that does not fly', () => {
  expect([command('s'), command('*', { shiftKey: true })]).toEqual(['toggleStar', 'toggleStar']);
  expect(press('s', { repeat: true })).toBeNull();
  expect(command('m', { repeat: true })).toBe('nextColourMap');
  expect(press('s', {}, {}, true)).toEqual({ does: 'fly', code: 'KeyS' });
  expect(command('*', { shiftKey: true }, {}, true)).toBe('toggleStar');
});
