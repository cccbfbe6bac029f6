import { en } from './en';
import { fr } from './fr';

/** The languages of the console, French first. */
export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

/** A key of the catalogue: the French file has them all. A key it lacks does not compile, in a template either. */
export type MessageKey = keyof typeof fr;

/** The stem of a message that counts: `stem.one` and `stem.other` exist. */
export type CountKey = MessageKey extends infer Key ? (Key extends `${infer Stem}.other` ? Stem : never) : never;

/** All messages, in all languages. */
export const catalogue: Record<Language, Record<MessageKey, string>> = { fr, en };
