import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Desktop } from '../contract/desktop.ts';

const desktop: Desktop = {
  chooseFolder: () => ipcRenderer.invoke('choose-folder'),
  // The only thing that knows: the page itself never sees where its files lie.
  pathOfFile: (file) => webUtils.getPathForFile(file as File),
  keepHubToken: (token) => ipcRenderer.invoke('keep-hub-token', token),
};

contextBridge.exposeInMainWorld('desktop', desktop);
