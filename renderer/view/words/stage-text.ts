import { text } from '../../language/text.ts';

/** What a stage of a run is called to who waits; its own name stays with the times of the run. */
const STAGES: Readonly<Record<string, string>> = {
  check: text('view.stageCheck'),
  'check pack': text('view.stageCheckPack'),
  open: text('view.stageOpen'),
  'read photo': text('view.stageReadPhoto'),
  prepare: text('view.stagePrepare'),
  encode: text('view.stageEncode'),
  denoise: text('view.stageDenoise'),
  decode: text('view.stageDecode'),
  ensemble: text('view.stageEnsemble'),
  network: text('view.stageNetwork'),
  route: text('view.stageRoute'),
  store: text('view.stageStore'),
  write: text('view.stageWrite'),
  'warm up': text('view.stageWarmUp'),
  consensus: text('view.stageConsensus'),
  calibrated: text('view.stageCalibrated'),
  mended: text('view.stageMended'),
};

export function stageText(stage: string): string {
  return STAGES[stage] ?? stage.charAt(0).toUpperCase() + stage.slice(1);
}
