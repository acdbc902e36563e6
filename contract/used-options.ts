/** Which options each format of a kind uses, as its table says. */
type FormatTable = Readonly<Record<string, { options: readonly string[] }>>;

/** What a file was asked for, without the options that its format has no use for: beside a file they would say what is not so. */
export function usedOptions<Options extends { format: string }>(
  options: Options,
  formats: FormatTable,
): Partial<Options> & { format: string } {
  const used = ['format', ...formats[options.format].options];
  const entries = Object.entries(options).filter(([name]) => used.includes(name));
  return Object.fromEntries(entries) as Partial<Options> & { format: string };
}
