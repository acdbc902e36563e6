/** What a format is, for forms, flags and file names. */
export interface FormatFacts<Options> {
  title: string;
  /** What the name of the file ends in, without the dot. An OBJ, which is three files, is downloaded as an archive. */
  extension: string;
  /** One sentence for a person who chooses. */
  sentence: string;
  /** Names of the options that this format uses, beside `format`. */
  options: readonly Exclude<keyof Options, 'format'>[];
  /** What this format has instead of the defaults of its kind, where nothing else is asked for. */
  defaults?: Partial<Options>;
}
