import type { Export } from '../../contract/exports/export.ts';
import { PRESET_NAMES, PRESETS } from '../../contract/exports/presets.ts';
import { optionText, valueText } from '../view/form-fields.ts';
import { KINDS, shortFormat } from './request/kinds.ts';
import { presetText } from './request/preset-text.ts';
import { differing, type Request } from './request/request.ts';

/** What the view decides, not the preset. */
const OF_THE_VIEW: readonly string[] = ['edgeCut', 'edgeAngle', 'islands', 'place', 'near', 'far'];
const MOST_OPTIONS = 3;

/** What tells one file of a run from another: the preset that it was made with, else its format, and the first options that are not as usual. */
export function madeText({ kind, options }: Pick<Export, 'kind' | 'options'>): string {
  if (kind === 'comparison' || !Object.hasOwn(KINDS[kind].formats, String(options.format))) return '';
  const request = { kind, options } as Request;
  const preset = PRESET_NAMES.find((name) => isOf(name, request));
  const others = differing(request, preset && PRESETS[preset].options);
  const facts = Object.entries(others)
    .filter(([name, value]) => name !== 'format' && typeof value !== 'object')
    .map(([name, value]) => `${optionText(name)}: ${valueText(value)}`);
  const title = preset ? presetText(preset).title : shortFormat(request.options.format);
  return [title, ...facts.slice(0, MOST_OPTIONS)].join(' · ');
}

/** Whether a file has nothing but what the preset asks for, and what the view decides. */
function isOf(name: keyof typeof PRESETS, request: Request): boolean {
  const { kind, options } = PRESETS[name];
  return (
    kind === request.kind &&
    Object.keys(differing(request, options)).every((option) => OF_THE_VIEW.includes(option))
  );
}
