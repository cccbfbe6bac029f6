import { setImmediate as afterOthers } from 'node:timers/promises';
import { type Font, fonts } from './fonts.ts';

type Pdf = PDFKit.PDFDocument;
type Structure = ReturnType<Pdf['struct']>;
interface Table {
  /** The headings first. */
  readonly lines: readonly (readonly string[])[];
  /** How many columns, from the first, say what a line is about. */
  readonly named: number;
}
interface Column {
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** Points (1/72 inch). */
const size = 9;
const padding = 4;
/** No column asks for more before the others have what they need. */
const widestColumn = 200;

/**
 * Draws a table from where the page is, its headings again on each page, and hangs it under `parent` in what is read.
 * Whatever else waits for the server goes first, line after line.
 */
export async function drawTable(pdf: Pdf, parent: Structure, { lines, named }: Table): Promise<void> {
  const [headings = [], ...rest] = lines;
  const columns = layOut(pdf, { lines, named });
  const { left, bottom } = pdf.page.margins;
  const end = pdf.page.height - bottom;
  let y = pdf.y;

  const heightOf = (cells: readonly string[], font: Font): number => {
    pdf.font(fonts[font]).fontSize(size);
    return Math.max(...cells.map((cell, at) => pdf.heightOfString(cell, inside(columns[at]!)))) + 2 * padding;
  };
  const write = (cell: string, at: number, font: Font): void => {
    const column = columns[at]!;
    pdf
      .font(fonts[font])
      .fontSize(size)
      .text(cell, column.x + padding, y + padding, inside(column));
  };
  const rule = (thickness: number): void => {
    const { x, width } = columns[columns.length - 1]!;
    pdf.markContent('Artifact', { type: 'Layout' });
    pdf
      .moveTo(left, y)
      .lineTo(x + width, y)
      .lineWidth(thickness)
      .stroke('#000000');
    pdf.endMarkedContent();
  };
  const below = (height: number, thickness: number): void => {
    y += height;
    rule(thickness);
  };

  const table = pdf.struct('Table');
  parent.add(table);
  const row = (group: Structure, cells: readonly string[], cell: (text: string, at: number) => Structure): void => {
    const line = pdf.struct('TR');
    group.add(line);
    cells.forEach((text, at) => line.add(cell(text, at)));
    line.end();
  };

  const headingHeight = heightOf(headings, 'bold');
  const head = pdf.struct('THead');
  table.add(head);
  rule(1);
  row(head, headings, (text, at) => pdf.struct('TH', heading('Column'), () => write(text, at, 'bold')));
  below(headingHeight, 1);
  head.end();
  const body = pdf.struct('TBody');
  table.add(body);
  for (const cells of rest) {
    await afterOthers();
    const height = heightOf(cells, 'plain');
    if (y + height > end) {
      pdf.addPage();
      y = pdf.page.margins.top;
      rule(1);
      pdf.markContent('Artifact', { type: 'Pagination' });
      headings.forEach((text, at) => write(text, at, 'bold'));
      pdf.endMarkedContent();
      below(headingHeight, 1);
    }
    row(body, cells, (text, at) =>
      at === 0
        ? pdf.struct('TH', heading('Row'), () => write(text, at, 'plain'))
        : pdf.struct('TD', {}, () => write(text, at, 'plain')),
    );
    below(height, 0.25);
  }
  body.end();
  table.end();
  pdf.y = y;
}

/** Each column as wide as its longest cell; when they do not fit, those that say what a line is about give way. */
function layOut(pdf: Pdf, { lines, named }: Table): Column[] {
  const [headings = [], ...rest] = lines;
  const widest = (texts: readonly string[], font: Font): number => {
    pdf.font(fonts[font]).fontSize(size);
    return Math.max(0, ...texts.map((text) => pdf.widthOfString(text)));
  };
  const wanted = headings.map((heading, at) => {
    const cells = widest(
      rest.map((line) => line[at] ?? ''),
      'plain',
    );
    return Math.min(widestColumn, Math.max(widest(heading.split(' '), 'bold'), cells)) + 2 * padding + 1;
  });
  const room = pdf.page.width - pdf.page.margins.left - pdf.page.margins.right;
  const sum = (widths: readonly number[]): number => widths.reduce((all, width) => all + width, 0);
  const spare = room - sum(wanted);
  const yielding = sum(wanted.slice(0, named));
  let x = pdf.page.margins.left;
  return wanted.map((width, at) => {
    const share = spare < 0 ? (at < named ? (spare * width) / yielding : 0) : spare / wanted.length;
    const column = { x, width: width + share, align: at < named ? 'left' : 'right' } as const;
    x += column.width;
    return column;
  });
}

/** Of which cells a heading is one (ISO 32000-1, 14.8.5.7): what pdfkit writes, and its declared types do not know. */
function heading(scope: 'Row' | 'Column'): object {
  return { scope };
}

function inside({ width, align }: Column): { width: number; align: 'left' | 'right' } {
  return { width: width - 2 * padding, align };
}
