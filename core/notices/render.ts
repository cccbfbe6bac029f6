import { DateTime } from 'luxon';
import { networkZone } from '../circulation/calendars.ts';
import type { NoticeLanguage, NoticeReader, NoticeTemplate } from './entities.ts';

/** What fills the placeholders of one notice. */
export type Filling = Readonly<Record<string, string>>;

/** A notice in words. */
export interface Rendered {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Fills a template. A fact is text, whatever it contains: it becomes neither a placeholder nor markup. */
export function render(template: NoticeTemplate, filling: Filling): Rendered {
  const fill = (words: string): string =>
    words.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(filling, name) ? filling[name]! : whole));
  const text = fill(template.text).replaceAll('\r\n', '\n').trim();
  return { subject: oneLine(fill(template.subject)), text, html: htmlOf(text, template.language) };
}

/** A subject is one line: a title with a line end in it must not become a header of its own (RFC 5322 §2.2). */
function oneLine(words: string): string {
  return words.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function htmlOf(text: string, language: NoticeLanguage): string {
  const blocks = text.split(/\n{2,}/).map(blockOf);
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head><body>${blocks.join('')}</body></html>`;
}

/** A paragraph, or a list when every line of it is one of a list. */
function blockOf(block: string): string {
  const lines = block.split('\n');
  if (lines.every((line) => line.startsWith('- '))) {
    return `<ul>${lines.map((line) => `<li>${escapeHtml(line.slice(2))}</li>`).join('')}</ul>`;
  }
  return `<p>${lines.map(escapeHtml).join('<br>')}</p>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it, also inside an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** `samedi 21 novembre 2026`, `Saturday 21 November 2026`. */
export function longDate(at: number, language: NoticeLanguage): string {
  return DateTime.fromMillis(at, { zone: networkZone }).setLocale(language).toFormat('cccc d LLLL yyyy');
}

/** `J. L.`: enough to find a pile on a shelf, too little to know who reads what. */
export function initials({ firstName, lastName }: Pick<NoticeReader, 'firstName' | 'lastName'>): string {
  return [firstName, lastName]
    .map((name) => [...name.trim()][0])
    .filter((letter) => letter !== undefined)
    .map((letter) => `${letter.toUpperCase()}.`)
    .join(' ');
}

/** The last four characters of a card. */
export function cardEnd(cardNumber: string | null): string {
  return `…${(cardNumber ?? '').slice(-4)}`;
}

/** An address as a log may name it: `j***@example.fr`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '***' : `${address.slice(0, 1)}***${address.slice(at)}`;
}
