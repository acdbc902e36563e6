import { contextBridge, ipcRenderer } from 'electron';
import type { Desktop } from '../contract/desktop.ts';

const desktop: Desktop = {
  chooseFolder: () => ipcRenderer.invoke('choose-folder'),
  keepHubToken: (token) => ipcRenderer.invoke('keep-hub-token', token),
};

contextBridge.exposeInMainWorld('desktop', desktop);
