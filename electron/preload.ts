import { contextBridge, ipcRenderer } from 'electron';
import type { Desktop } from '../contract/desktop.ts';

const desktop: Desktop = {
  chooseFolder: () => ipcRenderer.invoke('choose-folder'),
};

contextBridge.exposeInMainWorld('desktop', desktop);
