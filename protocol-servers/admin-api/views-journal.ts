import type { Library } from '../../core/library.ts';
import { familyOf } from '../../core/journal/families.ts';
import type { JournalPlace, JournalRow } from '../../core/ports/journal.ts';
import type { JournalLineView, JournalSheetView } from './contract-journal.ts';

/** Digits of a pseudonym that are told: enough to follow a reader through the journal, and to find him by. */
const pseudonymShown = 12;

/** A line of the journal, its reader under a pseudonym or erased. */
export function viewLine(row: JournalRow, network: Pick<Library['network'], 'library'>): JournalLineView {
  const { seq, at, type, actor, libraryId, barcode, title, device, position, patronRef, isErased } = row;
  return {
    ...{ seq, at: new Date(at).toISOString(), type, family: familyOf[type], actor, barcode, title, device, position },
    library: libraryId === null ? null : network.library(libraryId).code,
    reader: isErased ? 'erased' : (patronRef?.slice(0, pseudonymShown) ?? null),
  };
}

/** A line with its facts, and what changed when both states were kept. */
export function viewSheet(row: JournalRow, network: Pick<Library['network'], 'library'>): JournalSheetView {
  const { before, after, ...rest } = row.payload;
  const libraryCode = (number: string): string =>
    /^\d+$/.test(number) ? network.library(Number(number)).code : number;
  const changes = changesBetween(before, after)?.map((change) =>
    // Accounts tell their library by its number.
    change.name === 'library'
      ? { ...change, before: libraryCode(change.before), after: libraryCode(change.after) }
      : change,
  );
  const facts = Object.entries(changes ? rest : row.payload).map(([name, value]) => ({ name, value }));
  return { ...viewLine(row, network), facts, changes: changes ?? [], hash: row.hash };
}

/** Null when the two are no states of a thing. */
function changesBetween(before: unknown, after: unknown): JournalSheetView['changes'] | null {
  const [was, is] = [stateOf(before), stateOf(after)];
  if (!was && !is) return null;
  const names = new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})]);
  const said = (state: Record<string, unknown> | null, name: string) => textOf(state?.[name]);
  return [...names]
    .map((name) => ({ name, before: said(was, name), after: said(is, name) }))
    .filter((change) => change.before !== change.after);
}

function stateOf(text: unknown): Record<string, unknown> | null {
  if (typeof text !== 'string' || !text.startsWith('{')) return null;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) return null; // a text that only looks like a state is told as it is
    throw error;
  }
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A place as an address bears it: `1793000000000.LOAN.62`. */
export function viewPlace({ at, type, seq }: JournalPlace): string {
  return `${at}.${type}.${seq}`;
}

/** Back from an address whose form was checked. */
export function placeOf(text: string): JournalPlace {
  const [at, type, seq] = text.split('.');
  return { at: Number(at), type: type!, seq: Number(seq) };
}
