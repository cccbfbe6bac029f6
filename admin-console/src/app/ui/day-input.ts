/** A civil day as it is typed: `17/05/1990`, `17.5.90`, `17051990`, or as a computer writes it; `+21` is so many days hence. */
export function dayFrom(typed: string, today: string): string | null {
  const text = typed.trim();
  const ahead = /^\+(\d{1,4})$/.exec(text);
  if (ahead)
    return new Date(Date.parse(`${today}T00:00:00Z`) + Number(ahead[1]) * 86_400_000).toISOString().slice(0, 10);
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return real(iso[1]!, iso[2]!, iso[3]!);
  const french = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{2}|\d{4})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (!french) return null;
  const [, day, month, year] = french as unknown as [string, string, string, string];
  return real(year.length === 4 ? year : `20${year}`, month, day);
}

/** `17/05/1990`, as it is shown in a field; empty for no day. */
export function dayTyped(day: string | null): string {
  return day === null ? '' : day.split('-').toReversed().join('/');
}

/** The day, when there is one of that name. */
function real(year: string, month: string, day: string): string | null {
  const said = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${said}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(said) ? said : null;
}
