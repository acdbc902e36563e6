export const app = {
  library: 'Library',
  inspector: 'Inspector',
  menus: 'Menus',
  libraryWidth: 'Width of the library',
  inspectorWidth: 'Width of the inspector',
  dragToResize: 'Drag to resize, double click for the usual width',
  copied: 'Copied to the clipboard.',
  copyByHand: 'The clipboard is closed to this page; copy this by hand:',
  notShown: 'The page could not be shown',
  failedOnce:
    'A part of it failed; your photos, depth maps and exports are as they were, and work in the queue goes on. Reload the window to go on.',
  failedAgain:
    'A part of it failed; your photos, depth maps and exports are as they were, and work in the queue goes on. It failed a moment ago as well: this time what was looked at last is forgotten.',
  reload: 'Reload the window',
  copyDiagnostics: 'Copy diagnostics',
  diagnostics: 'Diagnostics',
} as const;
