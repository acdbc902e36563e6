import { createStore } from './create-store.ts';

export interface Question {
  title: string;
  sentence: string;
  /** What the button that does it says. */
  label: string;
  run(): void;
  /** Another answer; with one, nothing is lost by either. */
  other?: { label: string; run(): void };
}

export const useQuestion = createStore<{ question: Question | null }>(() => ({ question: null }));

/** Asks before something is done that cannot be undone, or that can be meant in two ways. */
export function askToConfirm(question: Question): void {
  useQuestion.setState({ question });
}
