/** Asks a text encoder once: the embedding of a few tokens goes into a file. */
export interface EmbedPromptTask {
  graphPath: string;
  tokens: readonly number[];
  /** Where the embedding goes: float32, one row a token. */
  path: string;
}

export interface EmbedPromptAnswer {
  rows: number;
  columns: number;
}
