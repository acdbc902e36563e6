import type { CommandName } from './commands.ts';

export const GROUPS = ['View', 'Picture', 'Compare', '3D', 'Work'] as const;

export interface Key {
  group: (typeof GROUPS)[number];
  /** As printed on the sheet; empty where the key before is printed for both. */
  shown: string;
  does: string;
  /** In the application menu, where that is not what the sheet says; null: not in it. */
  menu?: string | null;
  /** `event.key`, or with `Mod+` for control (command on a Mac), or `Shift+`. None: handled elsewhere, here only to be listed. */
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

/** Every key of the page: the sheet prints this list and the listener follows it. */
export const KEYS: readonly Key[] = [
  { group: 'View', shown: '1', does: 'Photo', press: ['1'], command: 'photoMode' },
  { group: 'View', shown: '2', does: 'Depth', press: ['2'], command: 'depthMode' },
  { group: 'View', shown: '3', does: '3D', press: ['3'], command: 'spaceMode' },
  {
    group: 'View',
    shown: 'F',
    does: 'Only the picture',
    press: ['f'],
    command: 'toggleStageOnly',
  },
  {
    group: 'View',
    shown: 'J  K',
    does: 'Next and previous photo',
    press: ['j'],
    command: 'nextPhoto',
    menu: 'Next photo',
  },
  { group: 'View', shown: '', does: '', press: ['k'], command: 'previousPhoto', menu: 'Previous photo' },

  { group: 'Picture', shown: '0', does: 'Fit the whole photo', press: ['0'], command: 'fitWhole' },
  { group: 'Picture', shown: 'Z', does: 'One pixel for one', press: ['z'], command: 'toggleFullSize' },
  {
    group: 'Picture',
    shown: '+  −',
    does: 'Closer and farther; the wheel does it at the pointer',
    press: ['+', '='],
    command: 'zoomIn',
    menu: 'Closer',
  },
  { group: 'Picture', shown: '', does: '', press: ['-'], command: 'zoomOut', menu: 'Farther' },
  { group: 'Picture', shown: 'Arrows', does: 'Move the crosshair, with Shift by ten pixels', press: [] },
  {
    group: 'Picture',
    shown: 'Enter',
    does: 'While measuring or mending: begin at the crosshair, and end there',
    press: ['Enter'],
    command: 'setPoint',
    menu: null,
    onStageOnly: true,
  },
  {
    group: 'Picture',
    shown: 'M',
    does: 'Next colour map, with Shift the one before',
    press: ['m'],
    command: 'nextColourMap',
    menu: 'Next colour map',
  },
  {
    group: 'Picture',
    shown: '',
    does: '',
    press: ['Shift+m'],
    command: 'previousColourMap',
    menu: 'Previous colour map',
  },
  {
    group: 'Picture',
    shown: 'X',
    does: 'Swap the colours of near and far',
    press: ['x'],
    command: 'swapColours',
  },
  {
    group: 'Picture',
    shown: 'R',
    does: 'Automatic range, no gamma',
    press: ['r'],
    command: 'automaticRange',
  },
  {
    group: 'Picture',
    shown: 'I',
    does: 'Blend magnified pixels',
    press: ['i'],
    command: 'toggleBlending',
  },

  {
    group: 'Compare',
    shown: 'T',
    does: 'Pin the active pane as the reference',
    press: ['t'],
    command: 'pinActivePane',
  },
  {
    group: 'Compare',
    shown: 'Hold B',
    does: 'Show the reference in every pane',
    press: ['b'],
    command: 'startBlink',
    release: 'stopBlink',
  },
  {
    group: 'Compare',
    shown: 'V',
    does: 'Wipe from the left, from above, lens, off',
    press: ['v'],
    command: 'nextSplit',
    menu: 'Next wipe',
  },
  { group: 'Compare', shown: '[  ]', does: 'Move the wipe', press: ['['], command: 'splitBack', menu: null },
  { group: 'Compare', shown: '', does: '', press: [']'], command: 'splitOn', menu: null },
  {
    group: 'Compare',
    shown: 'N',
    does: 'Depth, difference, ratio, relative error, normals, edges',
    press: ['n'],
    command: 'nextTint',
    menu: 'Next tint',
  },
  {
    group: 'Compare',
    shown: 'C',
    does: 'Contour lines',
    press: ['c'],
    command: 'toggleContours',
  },
  {
    group: 'Compare',
    shown: 'U',
    does: 'One scale for all aligned panes, or one for each',
    press: ['u'],
    command: 'toggleSharedScale',
    menu: 'One scale for all aligned panes',
  },
  {
    group: 'Compare',
    shown: 'G',
    does: 'Grid, row, one large',
    press: ['g'],
    command: 'nextLayout',
    menu: 'Next layout',
  },
  {
    group: 'Compare',
    shown: 'O',
    does: 'Next pane becomes the active one',
    press: ['o'],
    command: 'nextPane',
    menu: 'Next pane',
  },
  {
    group: 'Compare',
    shown: 'Y',
    does: 'Numbers: table, pairs and protocol',
    press: ['y'],
    command: 'openNumbers',
    menu: 'Numbers',
  },

  { group: '3D', shown: 'Drag', does: 'Turn; with Shift or the right button move', press: [] },
  {
    group: '3D',
    shown: 'W A S D',
    does: 'Fly, where the picture has the focus; E up, Q down, arrows turn',
    press: [],
  },
  {
    group: '3D',
    shown: 'H',
    does: 'Home: where the photo was taken',
    press: ['h'],
    command: 'goHome',
    menu: 'Home',
  },
  {
    group: '3D',
    shown: 'P',
    does: 'Points or surface',
    press: ['p'],
    command: 'toggleSurface',
  },
  { group: '3D', shown: 'Double click', does: 'Turn around this point', press: [] },

  {
    group: 'Work',
    shown: 'E',
    does: 'Mend the depth map, or leave off',
    press: ['e'],
    command: 'toggleMending',
  },
  {
    group: 'Work',
    shown: 'Ctrl Z',
    does: 'Take the last stroke, change of the view, or removal back',
    press: ['Mod+z'],
    command: 'undo',
    menu: 'Undo',
    isOfText: true,
  },
  {
    group: 'Work',
    shown: 'Ctrl ⇧ Z',
    does: 'Do it again',
    press: ['Mod+Shift+z', 'Mod+y'],
    command: 'redo',
    menu: 'Redo',
    isOfText: true,
  },
  { group: 'Work', shown: 'Ctrl O', does: 'Add photos', press: ['Mod+o'], command: 'addPhotos' },
  { group: 'Work', shown: 'Ctrl V', does: 'Paste a photo', press: [] },
  {
    group: 'Work',
    shown: 'Ctrl Enter',
    does: 'Run the models that are ticked, on the photo or the marked ones',
    menu: 'Run all models',
    press: ['Mod+Enter'],
    command: 'runAllModels',
  },
  { group: 'Work', shown: '⇧ Q', does: 'Queue', press: ['Shift+q'], command: 'openQueue' },
  { group: 'Work', shown: 'L', does: 'Model library', press: ['l'], command: 'openModels' },
  {
    group: 'Work',
    shown: 'S  *',
    does: 'Star the photo, or the marked ones; again takes it away',
    press: ['s', '*'],
    command: 'toggleStar',
    isOnce: true,
  },
  { group: 'Work', shown: 'Delete', does: 'Remove the marked photos (in the library)', press: [] },
  {
    group: 'Work',
    shown: 'Esc',
    does: 'Close, or take crosshair and measure away',
    press: ['Escape'],
    command: 'clearPointer',
    menu: null,
  },
  { group: 'Work', shown: 'F6', does: 'Go to the messages, and back', press: [] },
  { group: 'Work', shown: '?', does: 'This sheet', press: ['?'], command: 'openKeyboard', menu: 'Keyboard' },
];
