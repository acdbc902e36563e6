/** What the window can do that a page cannot. Present in Electron only; a page hides what needs it elsewhere. */
export interface Desktop {
  /** Lets the person choose a folder; null if none was chosen. */
  chooseFolder(): Promise<string | null>;
  /** Where a file or a folder lies that was dropped or chosen (a `File` of the page); empty where it is on no disk. */
  pathOfFile(file: object): string;
  /**
   * Keeps a token for the hub in the system's safe place, and never shows it again; null forgets it. Answers whether it will be there after
   * a restart.
   */
  keepHubToken(token: string | null): Promise<boolean>;
}
