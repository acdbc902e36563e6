export const project = {
  language: 'Language',
  languageOfSystem: 'As the system says',
} as const;
