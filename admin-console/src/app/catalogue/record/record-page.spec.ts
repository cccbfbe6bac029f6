import { HttpErrorResponse, type HttpRequest } from '@angular/common/http';
import type { MarcView, RecordSheetView } from '../../api/contract';
import { germinal, sheet, situation } from '../../../testing/catalogue';
import { FakeAdminApi } from '../../../testing/fake-admin-api';
import { library } from '../../../testing/network';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../../testing/open-console';

const number = 'PAS0000000006';
const path = `/catalogue/notices/${number}`;

function records(record: RecordSheetView = sheet()): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens'), library('LIEVIN', 'Liévin')];
  api.routes.set(`GET /records/${number}`, record);
  api.routes.set(`GET /records/${number}/copies`, { items: [situation('30000001')], total: 1 });
  api.routes.set(`GET /records/${number}/digital-resources`, { items: [] });
  api.routes.set(`PUT /records/${number}/lock`, { by: 'admin', since: record.updatedAt, until: record.updatedAt });
  api.routes.set(`DELETE /records/${number}/lock`, {});
  api.routes.set('POST /records/validate', { items: [], total: 0 });
  api.routes.set('GET /cataloguing/format', {
    fields: [{ tag: '200', label: { fr: 'Titre', en: 'Title' }, subfields: [] }],
    coded: [],
  });
  return api;
}
const text = ({ page }: OpenConsole, tag: string) =>
  page.querySelector<HTMLTextAreaElement>(`[data-testid=field-row][data-code="${tag}"] textarea`)!;
const press = (target: Element, key: string, more: KeyboardEventInit = {}) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
async function editing(api: FakeAdminApi): Promise<OpenConsole> {
  const console = await openConsole(`${path}/unimarc`, api);
  button(console.page, 'Modifier').click();
  await until(() => text(console, '200') !== null);
  await console.settle();
  return console;
}

describe('the page of a record', () => {
  it('says it in plain words, with its state, and what may be done with it', async () => {
    const console = await openConsole(path, records());
    expect(textOf(console.page.querySelector('h1'))).toBe('Germinal');
    expect(textOf(console.page.querySelector('dl'))).toContain('Publication Paris : Gallimard, 1977');
    expect(textOf(console.page)).toContain('Où le trouver Médiathèque de Lens en rayon');
    expect(button(console.page, 'Supprimer')).toBeTruthy();
  });

  it('offers an auditor nothing to do, and no queue of readers', async () => {
    const api = records();
    api.role = 'AUDITOR';
    const console = await openConsole(path, api);
    expect(textOf(console.page.querySelector('app-record-page'))).not.toMatch(/Supprimer|Dupliquer|Réservations/);
    await console.go(`${path}/reservations`);
    expect(textOf(console.page.querySelector('[aria-current=page].current:not(.rail *)'))).not.toBe('Réservations');
    expect(api.received).not.toContain('GET /holds');
  });

  it('of a merged record leads to the one in its place, and says so', async () => {
    const api = records();
    api.routes.set('GET /records/PAS1', sheet({ record: 'PAS1', status: 'MERGED', mergedInto: number }));
    const console = await openConsole('/catalogue/notices/PAS1', api);
    await until(() => console.router.url === `${path}?depuis=PAS1`);
    await console.settle();
    expect(textOf(console.page.querySelector('.band'))).toContain('La notice PAS1 a été fusionnée dans celle-ci.');
  });

  it('of an unknown number says so', async () => {
    const console = await openConsole('/catalogue/notices/PAS404', records());
    expect(textOf(console.page)).toContain('Aucune notice ne porte le numéro PAS404.');
  });
});

describe('a record edited in the grid', () => {
  it('is saved by Ctrl+S on the version it was opened on', async () => {
    const api = records();
    let saved: { marc: MarcView; version: string | null } | null = null;
    api.routes.set(`PUT /records/${number}`, (request: HttpRequest<{ marc: MarcView }>) => {
      saved = { marc: request.body!.marc, version: request.headers.get('If-Match') };
      return sheet({ version: 4, title: 'Germinal, roman' });
    });
    const console = await editing(api);
    type(text(console, '200') as unknown as HTMLInputElement, '$aGerminal, roman$fÉmile Zola');
    press(text(console, '200'), 's', { ctrlKey: true });
    await until(() => saved !== null);
    await console.settle();
    expect(saved!.version).toBe('"3"');
    expect(saved!.marc.fields.find(({ tag }) => tag === '200')).toEqual({
      tag: '200',
      ind1: '1',
      ind2: ' ',
      subfields: [
        { code: 'a', value: 'Germinal, roman' },
        { code: 'f', value: 'Émile Zola' },
      ],
    });
    expect(textOf(console.page)).toContain('Notice enregistrée, version 4.');
    expect(api.received).toContain(`DELETE /records/${number}/lock`);
    expect(textOf(console.page.querySelector('h1'))).toBe('Germinal, roman');
  });

  it('goes from field to field by arrows, adds one by Alt+Enter, undoes by Ctrl+Z, and is left by Escape', async () => {
    const console = await editing(records());
    const focused = () => (document.activeElement as HTMLElement).dataset['cell'];
    text(console, '200').focus();
    press(text(console, '200'), 'ArrowUp');
    await until(() => focused() === '2 text');
    press(text(console, '101'), 'Enter', { altKey: true });
    await until(() => focused() === '3 tag');
    const rows = () => console.page.querySelectorAll('[data-testid=field-row]').length;
    expect(rows()).toBe(germinal.fields.length + 1);
    press(document.activeElement!, 'z', { ctrlKey: true });
    await console.settle();
    expect(rows()).toBe(germinal.fields.length);
    press(text(console, '200'), 'Escape');
    expect(textOf(document.activeElement)).toContain('Enregistrer');
  });

  it('proposes authorities for a heading as it is typed: arrows and Enter link it, Ctrl+Z takes the link back', async () => {
    const api = records();
    let asked: unknown = null;
    const field = {
      ...{ tag: '700', ind1: ' ', ind2: '1' },
      subfields: [
        { code: '3', value: 'FRBNF11907966' },
        { code: 'a', value: 'Hugo' },
        { code: '4', value: '070' },
      ],
    };
    const line = { authority: 'AUT0000000001', type: 'PERSON', heading: 'Hugo', stub: false, links: 3, also: null };
    api.routes.set('POST /authorities/proposals', ({ body }: HttpRequest<{ field: unknown }>) => {
      asked = body!.field;
      return { items: [{ ...line, field }] };
    });
    const console = await editing(api);
    text(console, '700').focus();
    type(text(console, '700') as unknown as HTMLInputElement, '$aHug$4070');
    const proposal = () => console.page.querySelector('[data-testid=proposal]');
    await until(() => proposal() !== null);
    expect(asked).toEqual({
      ...{ tag: '700', ind1: ' ', ind2: '1' },
      subfields: [
        { code: 'a', value: 'Hug' },
        { code: '4', value: '070' },
      ],
    });
    expect(textOf(proposal())).toBe('Hugo 3 vedettes liées · AUT0000000001');
    press(text(console, '700'), 'ArrowDown');
    await console.settle();
    expect(text(console, '700').getAttribute('aria-activedescendant')).toBe(proposal()!.id);
    press(text(console, '700'), 'Enter');
    await console.settle();
    expect(text(console, '700').value).toBe('$3FRBNF11907966$aHugo$4070');
    expect(proposal()).toBeNull();
    expect(textOf(console.page.querySelector('app-marc-grid [role=status]'))).toBe('Vedette liée à Hugo.');
    press(text(console, '700'), 'z', { ctrlKey: true });
    await console.settle();
    expect(text(console, '700').value).toBe('$aHug$4070');

    press(text(console, '700'), 'ArrowDown', { altKey: true });
    await until(() => proposal() !== null);
    press(text(console, '700'), 'Escape');
    await console.settle();
    expect(proposal()).toBeNull();
    expect(document.activeElement).toBe(text(console, '700'));
  });

  it('proposes nothing outside headings, and nothing when the look-up fails', async () => {
    const api = records();
    api.fail('/authorities/proposals', 500);
    const console = await editing(api);
    press(text(console, '200'), 'ArrowDown', { altKey: true });
    press(text(console, '700'), 'ArrowDown', { altKey: true });
    await until(() => api.received.includes('POST /authorities/proposals'));
    await console.settle();
    expect(api.received.filter((one) => one === 'POST /authorities/proposals').length).toBe(1);
    expect(console.page.querySelector('[data-testid=proposal]')).toBeNull();
  });

  it('says what is wrong beside the field', async () => {
    const api = records();
    const words = { fr: 'Le titre manque.', en: 'No title.' };
    api.routes.set('POST /records/validate', {
      items: [{ severity: 'error', code: 'missing', path: '200$a', words }],
      total: 1,
    });
    const console = await editing(api);
    await until(() => console.page.querySelector('[data-code="200"] .findings') !== null);
    await console.settle();
    expect(textOf(console.page.querySelector('[data-code="200"] .findings'))).toBe('Le titre manque.');
    expect(text(console, '200').getAttribute('aria-invalid')).toBe('true');
    expect(textOf(console.page.querySelector('.verdict'))).toBe('1 erreur');
  });

  it('is kept while one looks elsewhere', async () => {
    const console = await editing(records());
    type(text(console, '200') as unknown as HTMLInputElement, '$aAutre');
    await console.go(path);
    expect(textOf(console.page)).toContain('modifications non enregistrées');
    await console.go(`${path}/unimarc`);
    expect(text(console, '200').value).toBe('$aAutre');
  });

  it('held by somebody else is read only, and taken over with a reason', async () => {
    const lock = { by: 'coord', since: '2026-11-20T09:00:00Z', until: '2026-11-20T09:15:00Z' };
    const console = await openConsole(`${path}/unimarc`, records(sheet({ lock })));
    expect(textOf(console.page.querySelector('.lock'))).toContain('coord modifie cette notice depuis 10:00');
    button(console.page, 'Prendre la main').click();
    await console.settle();
    expect(textOf(console.page)).toContain('La main n’a pas été prise : dites pourquoi.');
    type(console.page.querySelector<HTMLInputElement>('#take-over'), 'absente');
    button(console.page, 'Prendre la main').click();
    await until(() => text(console, '200') !== null);
  });

  it('held by oneself in another window may be taken over too', async () => {
    const api = records();
    const facts = { by: 'admin', since: Date.UTC(2026, 10, 20, 9), until: Date.UTC(2026, 10, 20, 9, 15) };
    const error = { code: 'record-locked', status: 409, type: '', title: '', facts };
    api.routes.set(`PUT /records/${number}/lock`, new HttpErrorResponse({ status: 409, error }));
    const console = await openConsole(`${path}/unimarc`, api);
    button(console.page, 'Modifier').click();
    await until(() => console.page.querySelector('#take-over') !== null);
    expect(textOf(console.page.querySelector('.lock'))).toContain('admin modifie cette notice depuis 10:00');
  });

  it('saved by somebody else meanwhile is put together with his, field by field', async () => {
    const api = records();
    const note = (value: string) => ({ tag: '330', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value }] });
    const console = await editing(api);
    type(text(console, '200') as unknown as HTMLInputElement, '$aGerminal, à moi$fÉmile Zola');
    const theirs = germinal.fields.map((field) =>
      field.tag === '200' ? { ...field, subfields: [{ code: 'a', value: 'Germinal, à lui' }] } : field,
    );
    api.routes.set(`GET /records/${number}`, sheet({ version: 4, marc: { ...germinal, fields: [...theirs, note('La mine.')] } })); // prettier-ignore
    let versions: (string | null)[] = [];
    api.routes.set(`PUT /records/${number}`, (request: HttpRequest<unknown>) => {
      versions = [...versions, request.headers.get('If-Match')];
      if (versions.length > 1) return sheet({ version: 5 });
      const error = { code: 'changed-meanwhile', status: 412, type: '', title: '' };
      return new HttpErrorResponse({ status: 412, error });
    });
    button(console.page, 'Enregistrer').click();
    await until(() => console.page.querySelector('app-three-way-panel') !== null);
    await console.settle();
    const panel = console.page.querySelector('app-three-way-panel')!;
    expect(textOf(panel)).toContain('Prises de l’autre version : 330.');
    expect(button(panel, 'Réunir les deux').disabled).toBeTrue();
    panel.querySelector<HTMLInputElement>('input[type=radio]')!.click();
    await console.settle();
    button(panel, 'Réunir les deux').click();
    await until(() => text(console, '330') !== null);
    expect(text(console, '200').value).toBe('$aGerminal, à moi$fÉmile Zola');
    button(console.page, 'Enregistrer').click();
    await until(() => versions.length === 2);
    expect(versions).toEqual(['"3"', '"4"']);
  });
});
