import type { MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';

/** What was asked and said. */
export interface SeenMessages {
  /** Where dialogs began, and notifications that were shown. */
  asked: { defaultPath?: string | undefined; properties?: readonly string[] | undefined }[];
  notified: { title: string; body: string; click(): void }[];
  errors: string[];
  /** What was said in the window, and the buttons below it. */
  messages: { message: string; detail: string; buttons: string[] }[];
}

/** Notifications that are notes; a click is called by hand. */
export function fakeNotification(seen: SeenMessages) {
  return class FakeNotification {
    readonly note: SeenMessages['notified'][number];
    constructor({ title, body }: { title: string; body: string }) {
      this.note = { title, body, click: () => {} };
    }
    static isSupported() {
      return true;
    }
    on(_name: string, listener: () => void) {
      this.note.click = listener;
    }
    show() {
      seen.notified.push(this.note);
    }
  };
}

/** Dialogs that answer at once. */
export function fakeDialog(seen: SeenMessages, folder: string | null, file: string | null, button: number) {
  return {
    showErrorBox: (_title: string, content: string) => {
      seen.errors.push(content);
    },
    showMessageBox: async (_window: object, said: MessageBoxOptions) => {
      const { message, detail = '', buttons = [] } = said;
      seen.messages.push({ message, detail, buttons });
      return { response: button, checkboxChecked: false };
    },
    showOpenDialog: async (_window: object, { defaultPath, properties }: OpenDialogOptions) => {
      seen.asked.push({ defaultPath, properties });
      return { canceled: folder === null, filePaths: folder === null ? [] : [folder] };
    },
    showSaveDialog: async (_window: object, { defaultPath }: SaveDialogOptions) => {
      seen.asked.push({ defaultPath });
      return { canceled: file === null, filePath: file ?? '' };
    },
  };
}
