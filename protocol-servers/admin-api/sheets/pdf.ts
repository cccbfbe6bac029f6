import { buffer } from 'node:stream/consumers';
import type { SheetDocument } from './document.ts';
import { fonts } from './fonts.ts';
import { drawTable } from './pdf-table.ts';
import { inWords } from './words.ts';

/** Points (1/72 inch). */
const margin = 40;
const sizes = { title: 18, section: 12, text: 10, foot: 9 } as const;

/**
 * Writes a document as pages (A4, landscape), tagged so that a screen reader follows its headings and its table (PDF/UA-1,
 * ISO 14289-1): what is drawn again on each page, and the lines between, are told to be no content.
 */
export async function writePdf({ title, about, lines, named, notes }: SheetDocument): Promise<Uint8Array> {
  const { default: PDFDocument } = await import('pdfkit');
  const pdf = new PDFDocument({
    ...{ size: 'A4', layout: 'landscape', margin, font: fonts.plain, bufferPages: true },
    ...{ pdfVersion: '1.7', tagged: true, lang: 'fr-FR', displayTitle: true },
    subset: 'PDF/UA' as never, // its declared types know PDF/A alone
    info: { Title: title, Creator: 'Passerelle' },
  });
  const bytes = buffer(pdf);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  /** Begins another page when what comes would not end on this one. */
  const room = (height: number): void => {
    if (pdf.y + height > pdf.page.height - margin) pdf.addPage();
  };
  const paragraph = (term: string, meaning: string): void => {
    const width = pdf.page.width - 2 * margin;
    room(pdf.font(fonts.bold).fontSize(sizes.text).heightOfString(`${term} : ${meaning}`, { width }));
    const says = [
      () => void pdf.font(fonts.bold).fontSize(sizes.text).text(`${term} : `, { continued: true }),
      () => void pdf.font(fonts.plain).text(meaning).moveDown(0.25),
    ];
    root.add(pdf.struct('P', {}, says));
  };

  root.add(pdf.struct('H1', {}, () => void pdf.font(fonts.bold).fontSize(sizes.title).text(title).moveDown(0.4)));
  for (const [term, ...said] of about) paragraph(term, said.map(inWords).join(' '));
  pdf.moveDown(0.6);
  await drawTable(pdf, root, { lines: lines.map((line) => line.map(inWords)), named });
  pdf.x = margin;
  pdf.moveDown(1);
  room(2 * margin);
  root.add(
    pdf.struct('H2', {}, () => void pdf.font(fonts.bold).fontSize(sizes.section).text('Définitions').moveDown(0.3)),
  );
  for (const [term, meaning] of notes) paragraph(term, meaning);
  root.end();
  numberPages(pdf, title);
  pdf.end();
  return bytes;
}

function numberPages(pdf: PDFKit.PDFDocument, title: string): void {
  const { count } = pdf.bufferedPageRange();
  for (let at = 0; at < count; at += 1) {
    pdf.switchToPage(at);
    const foot = pdf.page.height - margin + 12;
    const width = pdf.page.width - 2 * margin;
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf.page.margins.bottom = 0; // the foot of a page is below what is written on it
    pdf.font(fonts.plain).fontSize(sizes.foot);
    pdf.text(title, margin, foot, { width, lineBreak: false });
    pdf.text(`Page ${at + 1} sur ${count}`, margin, foot, { width, align: 'right', lineBreak: false });
    pdf.page.margins.bottom = margin;
    pdf.endMarkedContent();
  }
}
