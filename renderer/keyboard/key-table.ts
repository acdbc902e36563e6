import { text } from '../language/text.ts';
import { keyNames } from '../view/keys/key-names.ts';
import type { CommandName } from './commands.ts';

export const GROUPS = ['view', 'picture', 'compare', 'space', 'work'] as const;

export interface Key {
  group: (typeof GROUPS)[number];
  /** As printed on the sheet; empty where the key before is printed for both. */
  shown: string;
  does: string;
  /** In the application menu, where that is not what the sheet says; null: not in it. */
  menu?: string | null;
  /** `event.key`, or with `mod+` for control (command on a Mac), or `shift+`. None: handled elsewhere, here only to be listed. */
  press: readonly string[];
  command?: CommandName;
  /** Only while the picture has the focus: elsewhere it presses what has it. */
  onStageOnly?: true;
  /** Means something else to a field: what was typed there has a history of its own. */
  isOfText?: true;
  /** Held, it does so once. */
  isOnce?: true;
  /** What ends with the key, where holding it means something. */
  release?: CommandName;
}

/** Control, as it is printed on this keyboard. */
const MOD = keyNames('Ctrl');

/** Every key of the page: the sheet prints this list and the listener follows it. */
export const KEYS: readonly Key[] = [
  { group: 'view', shown: '1', does: text('keyboard.photo'), press: ['1'], command: 'photoMode' },
  { group: 'view', shown: '2', does: text('keyboard.depth'), press: ['2'], command: 'depthMode' },
  { group: 'view', shown: '3', does: text('keyboard.spaceMode'), press: ['3'], command: 'spaceMode' },
  {
    group: 'view',
    shown: 'F',
    does: text('keyboard.onlyThePicture'),
    press: ['f'],
    command: 'toggleStageOnly',
  },
  {
    group: 'view',
    shown: 'J  K',
    does: text('keyboard.nextAndPrevious'),
    press: ['j'],
    command: 'nextPhoto',
    menu: text('keyboard.nextPhoto'),
  },
  {
    group: 'view',
    shown: '',
    does: '',
    press: ['k'],
    command: 'previousPhoto',
    menu: text('keyboard.previousPhoto'),
  },

  { group: 'picture', shown: '0', does: text('keyboard.fitPhoto'), press: ['0'], command: 'fitWhole' },
  { group: 'picture', shown: 'Z', does: text('keyboard.onePixel'), press: ['z'], command: 'toggleFullSize' },
  {
    group: 'picture',
    shown: '+  −',
    does: text('keyboard.closerAndFarther'),
    press: ['+', '='],
    command: 'zoomIn',
    menu: text('keyboard.closer'),
  },
  { group: 'picture', shown: '', does: '', press: ['-'], command: 'zoomOut', menu: text('keyboard.farther') },
  { group: 'picture', shown: text('keyboard.keyArrows'), does: text('keyboard.moveCrosshair'), press: [] },
  {
    group: 'picture',
    shown: text('keyboard.keyEnter'),
    does: text('keyboard.setPoint'),
    press: ['Enter'],
    command: 'setPoint',
    menu: null,
    onStageOnly: true,
  },
  {
    group: 'picture',
    shown: 'M',
    does: text('keyboard.colourMaps'),
    press: ['m'],
    command: 'nextColourMap',
    menu: text('keyboard.nextColourMap'),
  },
  {
    group: 'picture',
    shown: '',
    does: '',
    press: ['shift+m'],
    command: 'previousColourMap',
    menu: text('keyboard.previousColourMap'),
  },
  {
    group: 'picture',
    shown: 'X',
    does: text('keyboard.swapColours'),
    press: ['x'],
    command: 'swapColours',
  },
  {
    group: 'picture',
    shown: 'R',
    does: text('keyboard.automaticRange'),
    press: ['r'],
    command: 'automaticRange',
  },
  {
    group: 'picture',
    shown: 'I',
    does: text('keyboard.blendPixels'),
    press: ['i'],
    command: 'toggleBlending',
  },

  {
    group: 'compare',
    shown: 'T',
    does: text('keyboard.pinPane'),
    press: ['t'],
    command: 'pinActivePane',
  },
  {
    group: 'compare',
    shown: text('keyboard.holdB'),
    does: text('keyboard.showReference'),
    press: ['b'],
    command: 'startBlink',
    release: 'stopBlink',
  },
  {
    group: 'compare',
    shown: 'V',
    does: text('keyboard.wipes'),
    press: ['v'],
    command: 'nextSplit',
    menu: text('keyboard.nextWipe'),
  },
  {
    group: 'compare',
    shown: '[  ]',
    does: text('keyboard.moveTheWipe'),
    press: ['['],
    command: 'splitBack',
    menu: null,
  },
  { group: 'compare', shown: '', does: '', press: [']'], command: 'splitOn', menu: null },
  {
    group: 'compare',
    shown: 'N',
    does: text('keyboard.tints'),
    press: ['n'],
    command: 'nextTint',
    menu: text('keyboard.nextTint'),
  },
  {
    group: 'compare',
    shown: 'C',
    does: text('keyboard.contourLines'),
    press: ['c'],
    command: 'toggleContours',
  },
  {
    group: 'compare',
    shown: 'U',
    does: text('keyboard.scales'),
    press: ['u'],
    command: 'toggleSharedScale',
    menu: text('keyboard.oneScale'),
  },
  {
    group: 'compare',
    shown: 'G',
    does: text('keyboard.layouts'),
    press: ['g'],
    command: 'nextLayout',
    menu: text('keyboard.nextLayout'),
  },
  {
    group: 'compare',
    shown: 'O',
    does: text('keyboard.activateNextPane'),
    press: ['o'],
    command: 'nextPane',
    menu: text('keyboard.nextPane'),
  },
  {
    group: 'compare',
    shown: 'Y',
    does: text('keyboard.numbersTable'),
    press: ['y'],
    command: 'openNumbers',
    menu: text('keyboard.numbers'),
  },

  { group: 'space', shown: text('keyboard.drag'), does: text('keyboard.turn'), press: [] },
  {
    group: 'space',
    shown: 'W A S D',
    does: text('keyboard.fly'),
    press: [],
  },
  {
    group: 'space',
    shown: 'H',
    does: text('keyboard.homeOfPhoto'),
    press: ['h'],
    command: 'goHome',
    menu: text('keyboard.home'),
  },
  {
    group: 'space',
    shown: 'P',
    does: text('keyboard.pointsOrSurface'),
    press: ['p'],
    command: 'toggleSurface',
  },
  { group: 'space', shown: text('keyboard.doubleClick'), does: text('keyboard.turnAround'), press: [] },

  {
    group: 'work',
    shown: 'E',
    does: text('keyboard.mend'),
    press: ['e'],
    command: 'toggleMending',
  },
  {
    group: 'work',
    shown: `${MOD} Z`,
    does: text('keyboard.takeBack'),
    press: ['mod+z'],
    command: 'undo',
    menu: text('keyboard.undo'),
    isOfText: true,
  },
  {
    group: 'work',
    shown: `${MOD} ⇧ Z`,
    does: text('keyboard.doItAgain'),
    press: ['mod+shift+z', 'mod+y'],
    command: 'redo',
    menu: text('keyboard.redo'),
    isOfText: true,
  },
  {
    group: 'work',
    shown: `${MOD} O`,
    does: text('keyboard.addPhotos'),
    press: ['mod+o'],
    command: 'addPhotos',
  },
  { group: 'work', shown: `${MOD} V`, does: text('keyboard.pasteAPhoto'), press: [] },
  {
    group: 'work',
    shown: `${MOD} ${text('keyboard.keyEnter')}`,
    does: text('keyboard.runTicked'),
    menu: text('keyboard.runAllModels'),
    press: ['mod+Enter'],
    command: 'runAllModels',
  },
  { group: 'work', shown: '⇧ Q', does: text('keyboard.queue'), press: ['shift+q'], command: 'openQueue' },
  { group: 'work', shown: 'L', does: text('keyboard.modelLibrary'), press: ['l'], command: 'openModels' },
  {
    group: 'work',
    shown: 'S  *',
    does: text('keyboard.star'),
    press: ['s', '*'],
    command: 'toggleStar',
    isOnce: true,
  },
  {
    group: 'work',
    shown: 'Esc',
    does: text('keyboard.closeOrClear'),
    press: ['Escape'],
    command: 'clearPointer',
    menu: null,
  },
  { group: 'work', shown: 'F6', does: text('keyboard.goToMessages'), press: [] },
  {
    group: 'work',
    shown: '?',
    does: text('keyboard.thisSheet'),
    press: ['?'],
    command: 'openKeyboard',
    menu: text('keyboard.keyboard'),
  },
];
