import type { project as english } from '../en/project.ts';
import type { Translated } from '../en/translated.ts';

export const project: Translated<typeof english> = {
  language: 'Sprache',
  languageOfSystem: 'Wie das System',
};
