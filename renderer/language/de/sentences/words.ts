/** Words of lists that the engine's sentences take up: states of runs, kinds of rows, what a line is fitted in. */
export const words: Readonly<Record<string, string>> = {
  queued: 'wartend',
  running: 'in Arbeit',
  done: 'fertig',
  failed: 'gescheitert',
  cancelled: 'abgebrochen',
  disparity: 'Disparität',
  photo: 'Foto',
  run: 'Lauf',
  truth: 'Ground Truth',
  comparison: 'Vergleich',
  export: 'Export',
};
