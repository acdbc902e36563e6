/** What an item of the menu is called that is the system's own (Electron's `role`). */
export type RoleLabels = Readonly<
  Record<
    | 'undo'
    | 'redo'
    | 'cut'
    | 'copy'
    | 'paste'
    | 'selectAll'
    | 'resetZoom'
    | 'zoomIn'
    | 'zoomOut'
    | 'togglefullscreen'
    | 'reload'
    | 'toggleDevTools'
    | 'minimize'
    | 'zoom'
    | 'front'
    | 'close'
    | 'about'
    | 'services'
    | 'hide'
    | 'hideOthers'
    | 'unhide'
    | 'quit',
    string
  >
>;

/** What the window itself says, in English: before there is a page, without one, and of its end. */
export const en = {
  couldNotStart: 'Depthroom could not start',

  pageEnded: (why: string) => `The page of Depthroom ended: ${why}.`,
  pageIsKept: 'Photos, depth maps and exports are kept, and what works in the background goes on.',
  drawingEnded: (why: string) => `The process that draws ended: ${why}.`,
  drawingIsKept:
    'The system starts it again. Depth maps and exports are kept; if the view stays empty, load the page again.',
  mistake: 'Depthroom made a mistake of its own.',
  mistakeIsKept:
    'The window stays open and what was stored is kept. If something does not answer any more, quit and start Depthroom again.',

  crashed: 'it crashed',
  outOfMemory: 'there was not enough memory',
  killed: 'the system or another program ended it',
  evicted: 'the system needed its memory',
  notStarted: 'it could not be started',
  altered: 'its files were changed; install Depthroom again',
  endedByItself: 'it ended by itself',

  loadAgain: 'Load the page again',
  goOn: 'Go on',
  quit: 'Quit',

  queueEnded: 'Everything in the queue has ended.',

  menuFile: 'File',
  menuEdit: 'Edit',
  menuView: 'View',
  menuWindow: 'Window',
  /** Null: as Electron calls them, which is in English. */
  roles: null as ((app: string, isMac: boolean) => RoleLabels) | null,
};

export type Texts = typeof en;
