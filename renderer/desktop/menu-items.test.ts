import { expect, test } from 'vitest';
import { menuItemSchema } from '../../contract/desktop.ts';
import { COMMANDS } from '../keyboard/commands.ts';
import { menuItems } from './menu-items.ts';

test('every command of the keys stands in a menu once, but what is held or stands at the crosshair', () => {
  const items = menuItems();
  for (const item of items) expect(menuItemSchema.parse(item)).toEqual(item);
  const commands = items.map(({ command }) => command);
  expect(new Set(commands).size).toBe(commands.length);
  expect(
    Object.keys(COMMANDS)
      .filter((name) => !commands.includes(name))
      .sort(),
  ).toEqual(['clearPointer', 'setPoint', 'splitBack', 'splitOn', 'startBlink', 'stopBlink']);
  expect(items.find(({ command }) => command === 'undo')).toEqual({
    menu: 'edit',
    title: 'Edit',
    label: 'Undo',
    command: 'undo',
    keys: 'CommandOrControl+Z',
  });
  const keys = Object.fromEntries(items.map(({ command, keys: printed }) => [command, printed]));
  expect([keys.zoomIn, keys.previousColourMap, keys.runAllModels, keys.about]).toEqual([
    'Plus',
    'Shift+M',
    'CommandOrControl+Enter',
    null,
  ]);
});
