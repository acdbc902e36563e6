/** What the window can do that a page cannot. Present in Electron only; a page hides what needs it elsewhere. */
export interface Desktop {
  /** Lets the person choose a folder; null if none was chosen. */
  chooseFolder(): Promise<string | null>;
}
