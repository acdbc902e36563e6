export const project = {
  language: 'Language',
  languageAfterPhotos:
    'Photos are being added, and another language opens the page anew: choose it once they are in.',
  languageAfterFiles:
    'Files are being sent, and another language opens the page anew: choose it once they are in.',
  languageOfSystem: 'As the system says',
  about: 'About Depthroom',
  version: 'Depthroom {version}',
  notices: 'Third-party notices',
  noticesWeights: 'Weights',
  noticesPhotos: 'Photos',
  noticesColourMaps: 'Colour maps',
  noticesPackages: 'Packages',
  noticesPack: 'pack',
  noticesPackage: 'package',
  noticesLicence: 'licence',
  noticesNotice: 'notice',
  noticesFor: 'for',
  aboutText:
    'Turns photos into depth and 3D, on your own computer. Apache License 2.0. Models keep the licences of their authors: the model library names them.',
  openOrCreate: 'Open or create a project',
  databaseLost: 'This project has lost its database',
  whatAProjectIs: 'A project is one folder with everything in it: copy it, and the copy is a project too.',
  folder: 'Folder',
  createHere: 'Create here',
  open: 'Open',
  project: 'Project {name}',
  defaultProject: 'Default project',
  trash: 'Trash',
  watchFolder: 'Watch a folder',
  benchmark: 'Benchmark',
  copyDiagnostics: 'Copy diagnostics',
  recent: 'Recent',
  repairIntro:
    'Nothing was changed. If you have a copy of project.db, put it back into the folder and open it again. Otherwise choose how to go on; what is in the way is kept in the folder “backups” of the project.',
  opening: 'Opening the project',
  chooseAnotherFolder: 'Choose another folder',
  removed: 'Removed',
  emptyTrash: 'Empty trash',
  restoreThis: 'Restore {title}',
  restore: 'Restore',
  takeInHelp: 'Those that are pictures become photos; the others stay here until you decide.',
  takeIn: 'Take in',
  deleteForGood: 'Delete for good',
  openTrash: 'Open trash',
  restoreBackup: 'Restore the latest backup',
  restoreBackupHelp:
    'The database as Depthroom kept it last, if it did: with its photos, runs and comparisons, without what came later.',
  makePhotos: 'Make photos of the files',
  makePhotosHelp:
    'A new database. Every file that is a picture becomes a photo again; the others wait in the trash.',
  beginEmpty: 'Begin empty',
  beginEmptyHelp: 'A new database. All files wait in the trash, for as long as you like; take them in later.',
  openedWithBackup: 'Opened with the latest backup of its database.',
  noPictures: 'None of the files is a picture; they wait in the trash.',
  madePhotosOfFiles: '{count, plural, one {Made # photo of the files.} other {Made # photos of the files.}}',
  leftRuns:
    '{runs, plural, one {In {name} # run waits, and goes on when it is opened again.} other {In {name} # runs wait, and go on when it is opened again.}}',
  leftExports:
    '{exports, plural, one {In {name} # export is stopped.} other {In {name} # exports are stopped.}}',
  leftRunsAndExports:
    'In {name} {runs, plural, one {# run waits, and goes on when it is opened again} other {# runs wait, and go on when it is opened again}}; {exports, plural, one {# export is stopped} other {# exports are stopped}}.',
  trashHelp:
    '{days, plural, one {What you remove waits here for # day and can be brought back. Then it goes for good.} other {What you remove waits here for # days and can be brought back. Then it goes for good.}}',
  trashIsEmpty:
    'Nothing was removed. Photos, runs, exports and ground truth that you remove wait here for {days, plural, one {# day} other {# days}}; restore them from here, or press {keys} right after removing.',
  andMore: '{title} and {more, number} more',
  runOfPhoto: '{run} of {photo}',
  entryKind:
    '{kind, select, photos {{count, plural, one {Photo} other {Photos}}} runs {{count, plural, one {Run} other {Runs}}} export {{count, plural, one {Export} other {Exports}}} truth {Ground truth} comparison {{count, plural, one {Comparison} other {Comparisons}}} other {{count, plural, one {File} other {Files}}}}',
  goesOn: 'goes for good on {day}',
  removedToday: 'removed today at {time}',
  removedOn: 'removed on {day}',
  unknownFiles:
    '{count, plural, one {# file is not in the database: take it in?} other {# files are not in the database: take them in?}}',
  unreadableRows:
    '{count, plural, one {# row could not be read and is left out} other {# rows could not be read and are left out}}',
  unreadableRowsNotice:
    '{count, plural, one {# row could not be read and is left out.} other {# rows could not be read and are left out.}}',
  madeNothing: 'The project has all of these files already.',
  madePhotos: '{photos, plural, one {Made # photo.} other {Made # photos.}}',
  filesStay:
    '{files, plural, one {# file is no picture and stays in the trash.} other {# files are no pictures and stay in the trash.}}',
  madePhotosAndFilesStay:
    '{photos, plural, one {Made # photo} other {Made # photos}}; {files, plural, one {# file is no picture and stays in the trash.} other {# files are no pictures and stay in the trash.}}',
  broughtBack: 'Brought back {title}.',
  broughtBackWithMore:
    '{more, plural, one {Brought back {title}, and # more that it needs.} other {Brought back {title}, and # more that it needs.}}',
  emptyQuestion: 'Empty the trash?',
  emptyConsequence:
    '{count, plural, one {{title} goes for good. There is no way back.} other {All # entries go for good. There is no way back.}}',
  emptyConsequenceOfSize:
    '{count, plural, one {{title} goes for good ({bytes}). There is no way back.} other {All # entries go for good ({bytes}). There is no way back.}}',
  deleteFilesQuestion: '{count, plural, one {Delete this file?} other {Delete these # files?}}',
  deleteFilesConsequence: 'They may be the only copies of photos or results. There is no way back.',
  emptiedTrash: 'Emptied the trash.',
  deletedFiles: '{count, plural, one {Deleted # file for good.} other {Deleted # files for good.}}',
} as const;
