import type { NetworkLibrary } from '../network/network.ts';
import type { NoticeHold, NoticeReader } from './entities.ts';
import { cardEnd, escapeHtml, initials, longDate, type Rendered } from './render.ts';

/** The paper of a slip: the roll of a receipt printer, or a sheet. */
export const slipForms = ['80mm', 'a4'] as const;
export type SlipForm = (typeof slipForms)[number];

const pages: Readonly<Record<SlipForm, string>> = {
  '80mm': '@page{size:80mm auto;margin:4mm}body{width:72mm;font:12pt/1.3 sans-serif}',
  a4: '@page{size:A4;margin:20mm}body{font:12pt/1.4 sans-serif}address{margin:20mm 0 20mm 90mm;font-style:normal;white-space:pre-line}',
};
const common =
  'body{margin:0;color:#000;background:#fff}h1{font-size:16pt;margin:0 0 3mm}.mark{font-size:28pt;font-weight:bold;margin:0}dl{margin:0}dt{font-size:10pt}dd{margin:0 0 2mm}';

/**
 * The slip of a document on the hold shelf, which everybody may walk by: initials and the end of the card, what the
 * document is and until when it stays. No name, no address.
 */
export function holdSlip(
  form: SlipForm,
  { reader, library, hold }: { reader: NoticeReader; library: NetworkLibrary; hold: NoticeHold },
): string {
  const lines: [string, string | null][] = [
    ['Document', hold.title],
    ['Code-barres', hold.barcode],
    ['Cote', hold.callNumber],
    ['À retirer à', library.name],
    ['Jusqu’au', hold.pickupDeadline === null ? null : longDate(hold.pickupDeadline, 'fr')],
  ];
  const body = [
    '<h1>Réservation</h1>',
    `<p class="mark">${escapeHtml(`${initials(reader)} ${cardEnd(reader.cardNumber)}`)}</p>`,
    `<dl>${lines
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value!)}</dd>`)
      .join('')}</dl>`,
  ];
  return page(form, 'fr', 'Réservation', body.join(''));
}

/** The letter a reader without e-mail is given or sent; the address stands on the sheet alone, for the envelope. */
export function letter(form: SlipForm, { reader, rendered }: { reader: NoticeReader; rendered: Rendered }): string {
  const address =
    form === 'a4' && reader.address
      ? `<address>${escapeHtml(`${reader.firstName} ${reader.lastName}\n${reader.address}`)}</address>`
      : '';
  const text = rendered.html.replace(/^.*<body>/s, '').replace(/<\/body>.*$/s, '');
  return page(form, reader.language, rendered.subject, `${address}<h1>${escapeHtml(rendered.subject)}</h1>${text}`);
}

/** Nothing is loaded from anywhere, and nothing runs. */
function page(form: SlipForm, language: string, title: string, body: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${pages[form]}${common}</style></head><body>${body}</body></html>`;
}
