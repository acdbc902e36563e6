import { z } from 'zod';
import { LANGUAGES, type Language } from './languages.ts';

export const languageSchema = z.enum(Object.keys(LANGUAGES) as [Language]);
