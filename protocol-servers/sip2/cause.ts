import type { Refusal } from '../../core/outcome.ts';

/** The languages in which a terminal is answered. */
export type Language = 'fr' | 'en';

/** What this protocol refuses by itself, before the library is asked. */
export type ProtocolRefusal = 'not-signed-in' | 'message-malformed';
export type Cause = Refusal | ProtocolRefusal;

/** A part of what terminals are told. */
export type Sentences = Partial<Record<Cause, Readonly<Record<Language, string>>>>;
