import type { JournalExportRequest, JournalFamilyCode } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import { parisStart } from '../ui/paris-time';

/** What lines are about, as one looks for them. */
export const familyWords: Record<JournalFamilyCode, MessageKey> = {
  access: 'journal.family.access',
  circulation: 'journal.family.circulation',
  holds: 'journal.family.holds',
  shuttle: 'journal.family.shuttle',
  readers: 'journal.family.readers',
  catalogue: 'journal.family.catalogue',
  migration: 'journal.family.migration',
  exchange: 'journal.family.exchange',
  devices: 'journal.family.devices',
  network: 'journal.family.network',
  notices: 'journal.family.notices',
};
export const families = Object.keys(familyWords) as readonly JournalFamilyCode[];

/** The filters, as the address bar says them; absent: not filtered. Days are civil days in Paris, both included. */
export interface JournalAddress {
  readonly du?: string | undefined;
  readonly au?: string | undefined;
  readonly nature?: string | undefined;
  readonly bibliotheque?: string | undefined;
  readonly acteur?: string | undefined;
  readonly objet?: string | undefined;
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/;

/** What is asked of the server; what the address invents is not asked. */
export function askedBy({ du, au, nature, bibliotheque, acteur, objet }: JournalAddress): JournalExportRequest {
  return {
    from: startOf(du),
    to: startOf(dayAfter(au)),
    family: families.find((family) => family === nature) ?? null,
    library: textOf(bibliotheque),
    actor: textOf(acteur),
    object: textOf(objet),
  };
}

function startOf(day: string | undefined): string | null {
  return day && isDay(day) ? parisStart(day) : null;
}

function dayAfter(day: string | undefined): string | undefined {
  if (!day || !isDay(day)) return undefined;
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return dayForm.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function textOf(text: string | undefined): string | null {
  return text?.trim().slice(0, 128) || null;
}
