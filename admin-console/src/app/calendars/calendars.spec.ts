import { HttpErrorResponse, type HttpRequest } from '@angular/common/http';
import type { CalendarImpactView, CalendarView, ClosingRequest, OpeningsView } from '../api/contract';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { button, openConsole, textOf, type, until } from '../../testing/open-console';
import { monthsOf, rangesOf, weekFields, weeklyOf, wrongDay } from './calendar-draft';

const path = '/pilotage/calendriers?bibliotheque=LENS&annee=2026';
const afternoon = { from: '14:00', to: '18:00' };
const calendar: CalendarView = { library: 'LENS', weekly: [[], [afternoon], [], [], [], [], []], exceptions: [] };
const openings: OpeningsView = {
  library: 'LENS',
  days: [
    { date: '2026-12-08', hours: [afternoon], closed: null },
    { date: '2026-12-09', hours: [], closed: { because: 'weekday', reason: 'fermé le mercredi' } },
    { date: '2026-12-15', hours: [{ from: '10:00', to: '12:00' }], closed: null },
    { date: '2026-12-25', hours: [], closed: { because: 'holiday', reason: 'Noël' } },
  ],
};
const impact: CalendarImpactView = {
  library: 'LENS',
  days: [{ date: '2026-12-08', change: 'closes' }],
  due: [{ date: '2026-12-08', next: '2026-12-15', loans: 2 }],
  loans: [{ barcode: '30000001', title: 'Germinal', date: '2026-12-08' }],
};

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens'), library('AVION', 'Avion')];
  for (const code of ['LENS', 'AVION']) {
    api.routes.set(`GET /libraries/${code}/calendar`, { ...calendar, library: code });
    api.routes.set(`GET /libraries/${code}/openings`, openings);
  }
  api.routes.set('POST /libraries/LENS/calendar/impact', impact);
  return api;
}

describe('a calendar draft', () => {
  it('is the fields of a week and back, blank ones being no opening', () => {
    const fields = weekFields(calendar.weekly);
    expect(fields.map((day) => day.length)).toEqual([2, 2, 2, 2, 2, 2, 2]);
    expect(weeklyOf(fields)).toEqual(calendar.weekly);
  });

  it('knows a day that cannot be', () => {
    const week = (...hours: { from: string; to: string }[]) => [[], [], hours, [], [], [], []];
    expect(wrongDay(week(afternoon))).toBeNull();
    for (const hours of [
      { from: '14:00', to: '' },
      { from: '18:00', to: '14:00' },
    ])
      expect(wrongDay(week(hours))).toBe(2);
    expect(wrongDay(week(afternoon, { from: '17:00', to: '19:00' }))).toBe(2);
  });

  it('says days that follow each other together, over the end of a month too', () => {
    const days = ['2026-11-30', '2026-12-01', '2026-12-03'].map((date) => ({ date, change: 'closes' as const }));
    expect(rangesOf(days)).toEqual([
      { from: '2026-11-30', until: '2026-12-01', change: 'closes' },
      { from: '2026-12-03', until: '2026-12-03', change: 'closes' },
    ]);
  });

  it('puts each day of a year under its weekday and says what it is', () => {
    const first = { date: '2026-12-01', hours: [afternoon], closed: null };
    const [, , , , , , , , , , , december] = monthsOf([first, openings.days[2]!], calendar.weekly);
    expect(december?.weeks[0]?.map((day) => day?.kind ?? null)).toEqual([null, 'open', 'special']);
  });
});

describe('the calendars', () => {
  it('show the week and the year, each particular day in words', async () => {
    const { page } = await openConsole(path, network());
    expect(textOf(page.querySelector('.week'))).toMatch(/^lundi fermé mardi 14:00–18:00 mercredi fermé/i);
    expect(page.querySelector('[data-date="2026-12-25"]')?.getAttribute('data-kind')).toBe('holiday');
    expect(page.querySelector('.particular')?.textContent).toContain('jour férié : Noël');
    expect(page.querySelector('.particular')?.textContent).toContain('horaires particuliers : 10:00–12:00');
  });

  it('are saved after what they touch was seen, moving the due dates unless told otherwise', async () => {
    const api = network();
    const saved: [string | null, unknown][] = [];
    api.routes.set('PUT /libraries/LENS/calendar', ({ params, body }: HttpRequest<unknown>) => {
      saved.push([params.get('dueDates'), body]);
      return calendar;
    });
    const console = await openConsole(path, api);
    button(console.page, 'Modifier le calendrier').click();
    await console.settle();
    for (const name of ['from-1-0', 'to-1-0']) {
      type(console.page.querySelector<HTMLInputElement>(`[name=${name}]`), '');
      await console.settle();
    }
    expect(textOf(console.page)).not.toContain('Enregistrer le calendrier');
    button(console.page, 'Voir l’effet').click();
    await console.settle();
    const effect = textOf(console.page.querySelector('[data-testid=calendar-effect]'));
    expect(effect).toContain('1 jour fermé de plus.');
    expect(effect).toContain('2 documents devaient revenir un jour qui ferme');
    button(console.page, 'Enregistrer le calendrier').click();
    await console.settle();
    expect(saved).toEqual([['move', { weekly: [[], [], [], [], [], [], []], exceptions: [] }]]);
    expect(textOf(console.page)).toContain('Le calendrier est enregistré.');
  });

  it('refused say why in words: closed for sixty days, a wrong day', async () => {
    const api = network();
    const error = { code: 'calendar-never-opens', facts: { from: '2026-12-01', until: '2027-01-29' } };
    api.routes.set('POST /libraries/LENS/calendar/impact', new HttpErrorResponse({ status: 409, error }));
    const console = await openConsole(path, api);
    button(console.page, 'Modifier le calendrier').click();
    await console.settle();
    button(console.page, 'Voir l’effet').click();
    await console.settle();
    expect(textOf(console.page)).toContain('fermée soixante jours de suite, du mar. 1 déc. 2026 au ven. 29 janv. 2027');
    type(console.page.querySelector<HTMLInputElement>('[name=to-1-0]'), '13:00');
    await console.settle();
    button(console.page, 'Voir l’effet').click();
    await console.settle();
    expect(textOf(console.page)).toContain('les horaires du mardi sont incomplets ou se chevauchent');
  });

  it('close several libraries together', async () => {
    const api = network();
    const asked: ClosingRequest[] = [];
    api.routes.set('POST /calendars/closures/impact', { items: [impact], total: 1 });
    api.routes.set('POST /calendars/closures', ({ body }: HttpRequest<ClosingRequest>) => ({
      asked: asked.push(body!),
    }));
    const console = await openConsole(path, api);
    const panel = console.page.querySelector('[data-testid=common-closing]')!;
    button(panel, 'Voir l’effet').click();
    await console.settle();
    expect(textOf(panel)).toContain('Indiquez le premier jour, le motif et au moins une bibliothèque.');
    panel.querySelectorAll<HTMLInputElement>('input[type=checkbox]')[0]!.click();
    type(panel.querySelector<HTMLInputElement>('[name=closingFrom]'), '2026-12-08');
    type(panel.querySelector<HTMLInputElement>('[name=closingReason]'), 'Pont');
    await console.settle();
    button(panel, 'Voir l’effet').click();
    await console.settle();
    button(panel, 'Fermer 2 bibliothèques').click();
    await until(() => asked.length === 1);
    const days = { from: '2026-12-08', until: '2026-12-08', reason: 'Pont', dueDates: 'move' as const };
    expect(asked).toEqual([
      { libraries: jasmine.arrayWithExactContents(['LENS', 'AVION']) as unknown as string[], ...days },
    ]);
  });

  it('are edited by a manager for his own library alone', async () => {
    const api = network();
    api.role = 'LIBRARY_MANAGER';
    api.userLibrary = 'LENS';
    const console = await openConsole(path, api);
    expect(textOf(console.page)).toContain('Modifier le calendrier');
    expect(console.page.querySelector('[data-testid=common-closing]')).toBeNull();
    await console.go('/pilotage/calendriers?bibliotheque=AVION');
    expect(textOf(console.page)).not.toContain('Modifier le calendrier');
  });

  it('that fail say so', async () => {
    const api = network();
    api.fail('/libraries/LENS/calendar', 500);
    const { page } = await openConsole(path, api);
    expect(textOf(page.querySelector('main [role=alert]'))).toContain('Le calendrier n’a pas pu être affiché.');
  });
});
