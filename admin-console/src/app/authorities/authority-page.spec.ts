import { HttpErrorResponse, type HttpRequest } from '@angular/common/http';
import type { AuthorityLineView, AuthorityView, MarcView } from '../api/contract';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../testing/open-console';

const number = 'AUT0000000001';
const path = `/catalogue/autorites/${number}`;
const data = (tag: string, ...subfields: [string, string][]) => ({
  ...{ tag, ind1: ' ', ind2: '1' },
  subfields: subfields.map(([code, value]) => ({ code, value })),
});
const marc: MarcView = {
  leader: '00000nx  a22000003  45  ',
  fields: [{ tag: '001', value: number }, data('200', ['a', 'Zola'], ['b', 'Émile']), data('300', ['a', 'Romancier.'])],
};
function zola(rest: Partial<AuthorityView> = {}): AuthorityView {
  return {
    ...{ authority: number, type: 'PERSON', heading: 'Zola, Émile', stub: false, links: 2, version: 3, status: 'LIVE' },
    ...{ mergedInto: null, source: 'BNF', marc, propagations: [] },
    names: [{ relation: 'SEE_FROM', heading: 'Zola, E.', identifier: null }],
    identifiers: [
      { scheme: 'LOCAL', value: number },
      { scheme: 'IDREF', value: '027207668' },
    ],
    ...rest,
  };
}
const line = (authority: string, heading: string, rest: Partial<AuthorityLineView> = {}): AuthorityLineView => ({
  ...{ authority, heading, type: 'PERSON', stub: false, links: 0 },
  ...rest,
});

function file(sheet: AuthorityView = zola()): FakeAdminApi {
  const api = new FakeAdminApi();
  api.role = 'LIBRARY_MANAGER';
  api.routes.set(`GET /authorities/${number}`, sheet);
  api.routes.set('POST /authorities/validate', { items: [], total: 0 });
  api.routes.set('GET /cataloguing/format', { fields: [], coded: [] });
  api.routes.set('GET /cataloguing/rules', { rules: { itemTypes: [], locations: [] } });
  api.routes.set('GET /cataloguing/templates', { items: [], total: 0 });
  return api;
}
const rows = ({ page }: OpenConsole, name: string) => [...page.querySelectorAll(`[data-testid=${name}]`)].map(textOf);

describe('the file of authorities', () => {
  it('is narrowed in the address, and says what is bare and what is unused', async () => {
    const api = file();
    const asked: Record<string, string | null>[] = [];
    api.routes.set('GET /authorities', ({ params }: HttpRequest<unknown>) => {
      asked.push(Object.fromEntries(params.keys().map((key) => [key, params.get(key)])));
      return {
        items: [line(number, 'Zola, Émile', { links: 2 }), line('AUT2', 'Zweig', { stub: true })],
        next: '2 zweig',
      };
    });
    const console = await openConsole('/catalogue/autorites?vedette=zo&type=PERSON&etat=sans-notice', api);
    expect(asked).toEqual([{ from: 'zo', type: 'PERSON', unused: 'true' }]);
    expect(rows(console, 'authority-row')).toEqual([
      'Zola, Émile Personne 2',
      'Zweig Personne 0 vedette seule sans notice',
    ]);
    const next = [...console.page.querySelectorAll('a')].find((link) => textOf(link) === 'Vedettes suivantes')!;
    expect(next.getAttribute('href')).toContain('apres=2%20zweig');
    expect(textOf(console.page)).toContain('Nouvelle autorité');
  });

  it('is empty, fails and is read only in words', async () => {
    const api = file();
    api.role = 'STAFF';
    api.routes.set('GET /authorities', { items: [], next: null });
    const console = await openConsole('/catalogue/autorites', api);
    expect(textOf(console.page.querySelector('main'))).toContain('Aucune notice d’autorité.');
    expect(textOf(console.page.querySelector('main'))).not.toContain('Nouvelle autorité');
    api.fail('/authorities', 500);
    await console.go('/catalogue/autorites?vedette=z');
    expect(textOf(console.page.querySelector('main [role=alert]'))).toContain(
      'Les autorités n’ont pas pu être affichées.',
    );
    await console.go('/catalogue/autorites/nouvelle');
    expect(textOf(console.page.querySelector('h1'))).toBe('Accès refusé');
  });
});

describe('the page of an authority', () => {
  it('says its names and its numbers, without our own', async () => {
    const console = await openConsole(path, file());
    expect(textOf(console.page.querySelector('h1'))).toBe('Zola, Émile');
    expect(textOf(console.page.querySelector('dl'))).toBe(
      'Aussi appelé Zola, E. Identifiants IDREF 027207668 (nouvel onglet) Note Romancier. Origine BNF',
    );
    expect(textOf(console.page)).not.toContain('Supprimer cette notice d’autorité');
  });

  it('is edited in the grid of records, on its version, and follows its heading to the records', async () => {
    const api = file();
    let saved: { marc: MarcView; version: string | null } | null = null;
    const started = { total: 2, done: 1, changed: 1, startedAt: '2026-11-29T07:00:00Z' };
    api.routes.set(`PUT /authorities/${number}`, (request: HttpRequest<{ marc: MarcView }>) => {
      saved = { marc: request.body!.marc, version: request.headers.get('If-Match') };
      return zola({ version: 4, propagations: [{ ...started, finishedAt: null }] });
    });
    const console = await openConsole(`${path}/unimarc`, api);
    button(console.page, 'Modifier').click();
    await console.settle();
    expect(textOf(console.page)).toContain('2 vedettes du catalogue suivront si vous changez celle-ci.');
    const cell = console.page.querySelector<HTMLTextAreaElement>('[data-code="200"] textarea')!;
    type(cell as unknown as HTMLInputElement, '$aZola$bÉmile$f1840-1902');
    api.routes.set(`GET /authorities/${number}`, zola({ version: 4, propagations: [{ ...started, done: 2, changed: 2, finishedAt: '2026-11-29T07:00:01Z' }] })); // prettier-ignore
    cell.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true, bubbles: true }));
    await until(() => saved !== null);
    await console.settle();
    expect(saved!.version).toBe('"3"');
    expect(saved!.marc.fields[1]).toEqual(data('200', ['a', 'Zola'], ['b', 'Émile'], ['f', '1840-1902']));
    const band = () => textOf(console.page.querySelector('[data-testid=propagation]'));
    expect(band()).toContain('La nouvelle vedette est portée dans les notices : 1 sur 2.');
    await until(() => band().includes('2 ont changé'));
  });

  it('saved by somebody else meanwhile is put together with his', async () => {
    const api = file();
    const error = { code: 'changed-meanwhile', status: 412, type: '', title: '' };
    api.routes.set(`PUT /authorities/${number}`, new HttpErrorResponse({ status: 412, error }));
    const console = await openConsole(`${path}/unimarc`, api);
    button(console.page, 'Modifier').click();
    await console.settle();
    type(console.page.querySelector('[data-code="200"] textarea'), '$aZola');
    const theirs = { ...marc, fields: [...marc.fields, data('400', ['a', 'Zolat'])] };
    api.routes.set(`GET /authorities/${number}`, zola({ version: 4, marc: theirs }));
    button(console.page, 'Enregistrer').click();
    await until(() => console.page.querySelector('app-three-way-panel') !== null);
    await console.settle();
    expect(textOf(console.page.querySelector('app-three-way-panel'))).toContain('Prises de l’autre version : 400.');
  });

  it('is merged with another one, what that changes being shown first', async () => {
    const api = file();
    const other = line('AUT0000000002', 'Zola, E.', { links: 1 });
    api.routes.set('GET /authorities', { items: [line(number, 'Zola, Émile'), other], next: null });
    api.routes.set(`POST /authorities/${number}/merge-preview`, {
      absorbed: { ...other, version: 7 },
      differences: [{ kind: 'added', tag: '400', occurrence: 1, before: null, after: data('400', ['a', 'Zola, E.']) }],
      records: 41,
      examples: [
        { record: 'PAS1', title: 'Nana', before: data('700', ['a', 'Zola, E.']), after: data('700', ['a', 'Zola']) },
      ],
    });
    let merged: unknown = null;
    api.routes.set(`POST /authorities/${number}/merge`, ({ body }: HttpRequest<unknown>) => {
      merged = body;
      return zola({ version: 4 });
    });
    const console = await openConsole(`${path}/fusion`, api);
    type(console.page.querySelector('.other input'), 'zola');
    button(console.page, 'Chercher').click();
    await console.settle();
    expect(rows(console, 'merge-candidate').length).toBe(1);
    button(console.page, 'Voir ce que cela donnerait').click();
    await console.settle();
    const preview = textOf(console.page.querySelector('[data-testid=merge-preview]'));
    expect(preview).toContain('41 notices seraient corrigées.');
    expect(preview).toContain('Nana 700 #1 $aZola, E. #1 $aZola');
    button(console.page, 'Fusionner « Zola, E. »').click();
    await console.settle();
    expect(merged).toEqual({ absorbed: 'AUT0000000002', absorbedVersion: 7 });
    expect(textOf(console.page)).toContain('« Zola, E. » est fusionnée ici');
  });
});

describe('headings without authority', () => {
  it('are linked to one on its version, or given their own, and say so', async () => {
    const api = file();
    const waits = { key: 'zola e', type: 'PERSON', heading: 'Zola, E.', occurrences: 12, example: null };
    const proposals = [{ authority: number, heading: 'Zola, Émile' }];
    api.routes.set('GET /unlinked-headings', {
      items: [
        { ...waits, reason: 'UNKNOWN', proposals },
        { ...waits, key: 'x', heading: 'X', reason: 'AMBIGUOUS', proposals: [] },
      ],
      total: 2,
    });
    let version: string | null = null;
    api.routes.set(`POST /authorities/${number}/adoption`, ({ headers }: HttpRequest<unknown>) => {
      version = headers.get('If-Match');
      return { records: 12 };
    });
    api.routes.set('POST /unlinked-headings/authority', zola({ heading: 'X' }));
    const console = await openConsole('/catalogue/autorites/a-lier', api);
    button(console.page, 'Lier').click();
    await console.settle();
    expect(version!).toBe('"3"');
    expect(textOf(console.page)).toContain('Vedette liée, 12 notices suivent : Zola, Émile');
    button(console.page, 'Créer l’autorité').click();
    await console.settle();
    expect(textOf(console.page)).toContain('Notice d’autorité créée : X.');
    expect(rows(console, 'unlinked-row').every((row) => row.includes('Réglée'))).toBeTrue();
  });
});
