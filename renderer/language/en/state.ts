export const state = {
  onlyInWindow: '"{name}" can be opened in the app\'s window only.',
  unreadableFile:
    '"{name}" cannot be read: it is a folder, was moved or is not yours to read; choose the photos themselves.',
  photosAdded:
    '{fresh, number} of {total, plural, one {# photos were} other {# photos were}} added{refused, plural, =0 {} other {; # files were not}}{there, plural, =0 {} one {; # is in the project already} other {; # are in the project already}}.',
  inProjectAs: 'it is in the project already as "{name}".',
  fileAndWhy: '{name}: {why}',
  tryImportAgain: 'Try again',
  tooManyStrokes:
    'There are more strokes now than are kept when the page is closed: save the mended map before that.',
  tryAgain: 'Try again',
  starOrUnstar: 'Star or unstar',
  star: 'Star',
  takeStarAway: 'Take the star away',
  undo: 'Undo',
  starred: 'Starred {count, plural, one {the photo} other {# photos}}.',
  unstarred: 'Took the star of {count, plural, one {the photo} other {# photos}} away.',
  panesTaken:
    'All {most, number} panes are taken: {left, plural, one {one more is} other {# more are}} in the list of runs. Take a pane off the stage to make room.',
  noPaneLeft:
    'All {most, number} panes are taken: take one off the stage to make room, and ask for this one again.',
} as const;
