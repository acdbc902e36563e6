import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Desktop } from '../contract/desktop.ts';

const ask = (name: string, ...given: unknown[]) => ipcRenderer.invoke(name, ...given);

const desktop: Desktop = {
  chooseFolder: () => ask('choose-folder'),
  // The only thing that knows: the page itself never sees where its files lie.
  pathOfFile: (file) => webUtils.getPathForFile(file as File),
  keepHubToken: (token) => ask('keep-hub-token', token),

  importPhoto(file) {
    // A page cannot name a path: only a file that a person gave it has one.
    const path = webUtils.getPathForFile(file as File);
    return path === '' ? null : ask('import-photo', path);
  },
  importTruth(file, of) {
    const path = webUtils.getPathForFile(file as File);
    return path === '' ? null : ask('import-truth', { ...of, path });
  },
  takeOpened: () => ask('take-opened'),
  importOpened: (ticket) => ask('import-opened', ticket),

  choosePlace: (fileName) => ask('choose-place', fileName),
  saveExport: (saving) => ask('save-export', saving),
  showExport: (exportId) => ask('show-export', exportId),
  dragExport: (exportId) => ask('drag-export', exportId),

  showWork: (work) => ask('show-work', work),
  showMenu: (items) => ask('show-menu', items),
  onAsked(listener) {
    const hear = (_event: unknown, command: unknown) =>
      listener(typeof command === 'string' ? command : null);
    ipcRenderer.on('asked', hear);
    return () => void ipcRenderer.off('asked', hear);
  },
  versions: {
    Electron: process.versions.electron,
    Chromium: process.versions.chrome,
    Node: process.versions.node,
  },
};

contextBridge.exposeInMainWorld('desktop', desktop);
