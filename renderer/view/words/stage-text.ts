/** What a stage of a run is called to who waits; its own name stays with the times of the run. */
const STAGES: Readonly<Record<string, string>> = {
  check: 'Testing the hardware',
  'check pack': 'Checking the weights',
  open: 'Opening the model',
  'read photo': 'Reading the photo',
  prepare: 'Preparing the photo',
  encode: 'Encoding the photo',
  denoise: 'Denoising',
  decode: 'Decoding the map',
  ensemble: 'Combining the members',
  network: 'Computing depth',
  route: 'Choosing indoors or outdoors',
  store: 'Keeping the map',
  write: 'Writing',
};

export function stageText(stage: string): string {
  return STAGES[stage] ?? stage.charAt(0).toUpperCase() + stage.slice(1);
}
