import { z } from 'zod';
import type { Failure } from './errors.ts';
import type { Photo } from './photo.ts';

/** What the window answers: errors lose what they are on their way over the bridge, so a failure is an answer too. */
export type Answer<T> = { answer: T } | { failure: Failure };

/** A photo that was taken in; `isKnown`: it was in the project before. */
export interface TakenPhoto {
  photo: Photo;
  isKnown: boolean;
}

/** A file that was opened with Depthroom from outside. The page knows its name and a ticket, and never where it lies. */
export interface OpenedFile {
  ticket: string;
  name: string;
}

/** Where a person wants exports: a file, or a folder for several. `id` stands for it, `name` is what the folder is called. */
export interface Place {
  id: string;
  name: string;
}

/** To which photo measured depth belongs, and the text of the calib.txt that lies beside it. */
export const truthOfSchema = z.object({
  photoId: z.uuid(),
  calibration: z.string().max(4096).optional(),
});
export type TruthOf = z.infer<typeof truthOfSchema>;

/** How far all work is, 0..1; null where nothing works. `said`: what a person is told who is not looking. */
export const shownWorkSchema = z.object({
  fraction: z.number().min(0).max(1).nullable(),
  said: z.object({ title: z.string().max(200), body: z.string().max(1000) }).nullable(),
});
export type ShownWork = z.infer<typeof shownWorkSchema>;

/** Menus that commands of the page can stand in; the first three are the system's own, of which ours are a part. */
const MENUS = ['file', 'edit', 'view', 'picture', 'compare', 'space', 'help'] as const;

/** A command of the page as the application menu shows it. */
export const menuItemSchema = z.object({
  menu: z.enum(MENUS),
  /** What the menu is called. */
  title: z.string().min(1).max(40),
  label: z.string().min(1).max(100),
  /** Comes back when it is chosen. */
  command: z.string().min(1).max(40),
  /** As Electron writes keys; null where there is none. */
  keys: z.string().max(40).nullable(),
});
export type MenuItem = z.infer<typeof menuItemSchema>;
export type MenuName = MenuItem['menu'];

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

  /** Takes a photo (a `File` of the page) from where it lies, so that nothing of it is sent; null where it is on no disk. */
  importPhoto(file: object): Promise<Answer<TakenPhoto>> | null;
  /** The same for measured depth; answers with the truth (contract/compare/truth.ts), as it was understood. */
  importTruth(file: object, of: TruthOf): Promise<Answer<unknown>> | null;
  /** The files that were opened from outside since this was last asked. */
  takeOpened(): Promise<OpenedFile[]>;
  importOpened(ticket: string): Promise<Answer<TakenPhoto>>;

  /** Asks the person once where exports go: a file by this name, or with null a folder. Null where it was called off. */
  choosePlace(fileName: string | null): Promise<Place | null>;
  /** Puts a finished export there. Answers with the name that it got. */
  saveExport(saving: { placeId: string; exportId: string }): Promise<Answer<string>>;
  /** Shows a finished export in the system's file manager: where it was saved, or in the project. */
  showExport(exportId: string): Promise<Answer<null>>;
  /** Begins to drag a finished export out of the window. */
  dragExport(exportId: string): Promise<Answer<null>>;

  /** Says how far all work is, for the taskbar or the dock. */
  showWork(work: ShownWork): Promise<void>;
  /** Puts the page's own commands into the application menu. */
  showMenu(items: readonly MenuItem[]): Promise<void>;
  /** Tells of a command that was chosen in the menu (its name), and of files that were opened from outside (null). Returns what ends it. */
  onAsked(listener: (command: string | null) => void): () => void;
  /** What the window is made of: versions by name. */
  readonly versions: Readonly<Record<string, string>>;
}
