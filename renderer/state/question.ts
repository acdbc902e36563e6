import { create } from 'zustand';

export interface Question {
  title: string;
  sentence: string;
  /** What the button that does it says. */
  label: string;
  run(): void;
}

export const useQuestion = create<{ question: Question | null }>(() => ({ question: null }));

/** Asks before something is done that cannot be undone. */
export function askToConfirm(question: Question): void {
  useQuestion.setState({ question });
}
