import type { DepthKind } from '../depth-map.ts';

/** Which options each format of a kind uses, as its table says. */
type FormatTable = Readonly<Record<string, { options: readonly string[] }>>;

/**
 * What a file was asked for, without the options that its format has no use for, nor near and far of a map that has metres of its own:
 * beside a file they would say what is not so.
 */
export function usedOptions<Options extends { format: string }>(
  options: Options,
  formats: FormatTable,
  kind: DepthKind,
): Partial<Options> & { format: string } {
  const used = ['format', ...formats[options.format].options];
  const isNeeded = (name: string) => kind !== 'metric' || (name !== 'near' && name !== 'far');
  const entries = Object.entries(options).filter(([name]) => used.includes(name) && isNeeded(name));
  return Object.fromEntries(entries) as Partial<Options> & { format: string };
}
