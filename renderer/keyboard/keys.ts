import { COLOUR_MAPS } from '../../contract/colour-maps.ts';
import { pinnedOf } from '../compare/current.ts';
import { activeIndex } from '../stage/frame.ts';
import { currentFrame, fitWhole, goHome, toggleFullSize, zoomBy } from '../stage/moves.ts';
import {
  compareLook,
  type Layout,
  moveSplit,
  type Split,
  TINTS,
  useBlink,
  useCompareLook,
} from '../state/compare-look.ts';
import { pin } from '../state/comparing.ts';
import { openDialog } from '../state/dialogs.ts';
import { look, useLook } from '../state/look.ts';
import { chooseTool } from '../state/measure.ts';
import { useProbe } from '../state/probe.ts';
import { useProject } from '../state/project.ts';
import { resetRange } from '../state/ranges.ts';
import { onStage, useSelection } from '../state/selection.ts';
import { redo, undo } from '../state/undo.ts';
import { chooseAndImport } from '../view/choose-photos.ts';
import { estimateAll } from '../view/estimate.ts';
import { stepTo } from '../view/mark-photos.ts';

export interface Key {
  group: 'View' | 'Picture' | 'Compare' | '3D' | 'Work';
  /** As printed on the sheet. */
  shown: string;
  does: string;
  /** `event.key`, or with `Mod+` for control (command on a Mac), or `Shift+`. None: handled elsewhere, here only to be listed. */
  press: readonly string[];
  run?(): unknown;
  /** What ends with the key, where holding it means something. */
  release?(): void;
}

const nextColours = (step: number) => {
  const at = COLOUR_MAPS.indexOf(useLook.getState().colourMap);
  look({ colourMap: COLOUR_MAPS[(at + step + COLOUR_MAPS.length) % COLOUR_MAPS.length] });
};
const nextPhoto = (step: number) => {
  const ids = useProject.getState().snapshot?.photos.map(({ id }) => id) ?? [];
  stepTo(ids, onStage().photo?.id ?? null, step, false);
};
const autoRange = () => {
  const frame = currentFrame();
  const depth = frame?.panes[activeIndex(frame)]?.depth;
  if (depth) resetRange(depth.rangeKey);
};
function next<T>(values: readonly T[], value: T): T {
  return values[(values.indexOf(value) + 1) % values.length];
}
const LAYOUTS: readonly Layout[] = ['grid', 'row', 'focus'];
const SPLITS: readonly Split[] = ['none', 'vertical', 'horizontal', 'lens'];
const pinActive = () => {
  const { photo, activePane } = onStage();
  if (!photo || !activePane || activePane.what === 'difference') return;
  pin(photo.id, pinnedOf(photo.id)?.id === activePane.id ? null : activePane.id);
};
const activateNext = () => {
  const { panes } = onStage();
  const { activePane } = useSelection.getState();
  useSelection.setState({ activePane: (activePane + 1) % Math.max(1, panes.length) });
};

/** Every key of the page: the sheet prints this list and the listener follows it. */
export const KEYS: readonly Key[] = [
  { group: 'View', shown: '1', does: 'Photo', press: ['1'], run: () => look({ mode: 'photo' }) },
  { group: 'View', shown: '2', does: 'Depth', press: ['2'], run: () => look({ mode: 'depth' }) },
  { group: 'View', shown: '3', does: '3D', press: ['3'], run: () => look({ mode: 'space' }) },
  {
    group: 'View',
    shown: 'F',
    does: 'Only the picture',
    press: ['f'],
    run: () => look({ isQuiet: !useLook.getState().isQuiet }),
  },
  { group: 'View', shown: 'J  K', does: 'Next and previous photo', press: ['j'], run: () => nextPhoto(1) },
  { group: 'View', shown: '', does: '', press: ['k'], run: () => nextPhoto(-1) },

  { group: 'Picture', shown: '0', does: 'Fit the whole photo', press: ['0'], run: fitWhole },
  { group: 'Picture', shown: 'Z', does: 'One pixel for one', press: ['z'], run: () => toggleFullSize() },
  {
    group: 'Picture',
    shown: '+  −',
    does: 'Closer and farther; the wheel does it at the pointer',
    press: ['+', '='],
    run: () => zoomBy(1.25),
  },
  { group: 'Picture', shown: '', does: '', press: ['-'], run: () => zoomBy(0.8) },
  { group: 'Picture', shown: 'Arrows', does: 'Move the crosshair, with Shift by ten pixels', press: [] },
  {
    group: 'Picture',
    shown: 'M',
    does: 'Next colour map, with Shift the one before',
    press: ['m'],
    run: () => nextColours(1),
  },
  { group: 'Picture', shown: '', does: '', press: ['Shift+m'], run: () => nextColours(-1) },
  {
    group: 'Picture',
    shown: 'X',
    does: 'Swap the colours of near and far',
    press: ['x'],
    run: () => look({ isReversed: !useLook.getState().isReversed }),
  },
  { group: 'Picture', shown: 'R', does: 'Automatic range, no gamma', press: ['r'], run: autoRange },
  {
    group: 'Picture',
    shown: 'I',
    does: 'Blend magnified pixels',
    press: ['i'],
    run: () => look({ isSmooth: !useLook.getState().isSmooth }),
  },

  {
    group: 'Compare',
    shown: 'T',
    does: 'Pin the active pane as the reference',
    press: ['t'],
    run: pinActive,
  },
  {
    group: 'Compare',
    shown: 'Hold B',
    does: 'Show the reference in every pane',
    press: ['b'],
    run: () => useBlink.setState({ isOn: true }),
    release: () => useBlink.setState({ isOn: false }),
  },
  {
    group: 'Compare',
    shown: 'V',
    does: 'Wipe from the left, from above, lens, off',
    press: ['v'],
    run: () => compareLook({ split: next(SPLITS, useCompareLook.getState().split) }),
  },
  { group: 'Compare', shown: '[  ]', does: 'Move the wipe', press: ['['], run: () => moveSplit(-0.02) },
  { group: 'Compare', shown: '', does: '', press: [']'], run: () => moveSplit(0.02) },
  {
    group: 'Compare',
    shown: 'N',
    does: 'Depth, difference, ratio, relative error, normals, edges',
    press: ['n'],
    run: () => compareLook({ tint: next(TINTS, useCompareLook.getState().tint) }),
  },
  {
    group: 'Compare',
    shown: 'C',
    does: 'Contour lines',
    press: ['c'],
    run: () => compareLook({ hasContours: !useCompareLook.getState().hasContours }),
  },
  {
    group: 'Compare',
    shown: 'U',
    does: 'One scale for all aligned panes, or one for each',
    press: ['u'],
    run: () => compareLook({ isShared: !useCompareLook.getState().isShared }),
  },
  {
    group: 'Compare',
    shown: 'G',
    does: 'Grid, row, one large',
    press: ['g'],
    run: () => compareLook({ layout: next(LAYOUTS, useCompareLook.getState().layout) }),
  },
  { group: 'Compare', shown: 'O', does: 'Next pane becomes the active one', press: ['o'], run: activateNext },
  {
    group: 'Compare',
    shown: 'Y',
    does: 'Numbers: table, pairs and protocol',
    press: ['y'],
    run: () => openDialog('numbers'),
  },

  { group: '3D', shown: 'Drag', does: 'Turn; with Shift or the right button move', press: [] },
  { group: '3D', shown: 'W A S D', does: 'Fly; E up, Q down, arrows turn', press: [] },
  { group: '3D', shown: 'H', does: 'Home: where the photo was taken', press: ['h'], run: goHome },
  {
    group: '3D',
    shown: 'P',
    does: 'Points or surface',
    press: ['p'],
    run: () => look({ solid: useLook.getState().solid === 'points' ? 'surface' : 'points' }),
  },
  { group: '3D', shown: 'Double click', does: 'Turn around this point', press: [] },

  {
    group: 'Work',
    shown: 'Ctrl Z',
    does: 'Take the last change of the view back',
    press: ['Mod+z'],
    run: undo,
  },
  {
    group: 'Work',
    shown: 'Ctrl ⇧ Z',
    does: 'Do it again',
    press: ['Mod+Shift+z', 'Mod+y'],
    run: redo,
  },
  { group: 'Work', shown: 'Ctrl O', does: 'Add photos', press: ['Mod+o'], run: chooseAndImport },
  { group: 'Work', shown: 'Ctrl V', does: 'Paste a photo', press: [] },
  {
    group: 'Work',
    shown: 'Ctrl Enter',
    does: 'Run all four models',
    press: ['Mod+Enter'],
    run: () => void estimateAll(),
  },
  { group: 'Work', shown: 'L', does: 'Model library', press: ['l'], run: () => openDialog('models') },
  { group: 'Work', shown: 'Delete', does: 'Remove the marked photos (in the library)', press: [] },
  {
    group: 'Work',
    shown: 'Esc',
    does: 'Close, or take crosshair and measure away',
    press: ['Escape'],
    run: () => {
      useProbe.setState({ at: null });
      chooseTool('none');
    },
  },
  { group: 'Work', shown: '?', does: 'This sheet', press: ['?'], run: () => openDialog('keyboard') },
];

/** Moves of the crosshair by arrow keys, in photo pixels. */
export function arrowStep(key: string, isShift: boolean): [number, number] | null {
  const by = isShift ? 10 : 1;
  if (key === 'ArrowLeft') return [-by, 0];
  if (key === 'ArrowRight') return [by, 0];
  if (key === 'ArrowUp') return [0, -by];
  if (key === 'ArrowDown') return [0, by];
  return null;
}
