import { HttpErrorResponse, type HttpRequest } from '@angular/common/http';
import { oaiSet, servedToday } from '../../testing/connections';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { button, openConsole, textOf, type, until } from '../../testing/open-console';
import { draftOf, ruleOf } from './set-rule';

const list = '/connexions/oai';
const estimate = { records: 5, enters: 1, leaves: 8, looked: 40, whole: true };

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens')];
  const rule = { carriers: ['book' as const], libraries: ['LENS'], except: { sources: ['vod'] } };
  const items = [oaiSet('catalogue'), oaiSet('catalogue:livres', { name: 'Livres', rule })];
  api.routes.set('GET /dissemination/sets', { items, total: items.length });
  api.routes.set('GET /dissemination/formats', {
    items: ['oai_dc', 'edm'].map((prefix) => ({ prefix, schema: 's', namespace: 'n' })),
    total: 2,
  });
  for (const { spec } of items) {
    api.routes.set(`GET /dissemination/sets/${encodeURIComponent(spec)}/preview`, {
      items: [{ record: 'PAS0000000001', format: 'edm', title: 'Germinal', xml: '<dc/>', findings: ['856 $u manque'] }],
      total: 1,
    });
    api.routes.set(`POST /dissemination/sets/${encodeURIComponent(spec)}/estimate`, estimate);
  }
  return api;
}

describe('the rule of a set', () => {
  it('is the fields of its form and back; what no field says is kept', () => {
    const rule = {
      languages: ['fre'],
      fromYear: 1900,
      digital: { types: ['EBOOK'] as const },
      except: { fields: ['856'] },
    };
    expect(ruleOf(draftOf(oaiSet('a', { rule })))).toEqual(rule);
    expect(ruleOf(draftOf(oaiSet('a', { rule: null })))).toBeNull();
    expect(ruleOf(draftOf(null))).toEqual({});
  });

  it('knows a condition that cannot be', () => {
    const draft = draftOf(null);
    expect(ruleOf({ ...draft, languages: 'français' })).toEqual({ wrong: 'languages' });
    expect(ruleOf({ ...draft, fields: '85' })).toEqual({ wrong: 'fields' });
    expect(ruleOf({ ...draft, fromYear: 'hier' })).toEqual({ wrong: 'year' });
  });
});

describe('what is given to harvesters', () => {
  it('is sets, each with what it holds now, filtered by name or setSpec', async () => {
    const console = await openConsole(list, network());
    const rows = () => [...console.page.querySelectorAll<HTMLElement>('[data-testid=set-row]')];
    expect(rows().map(textOf)).toEqual([
      'Ensemble catalogue catalogue 12 1 à tous',
      'Livres catalogue:livres 12 1 à tous',
    ]);
    type(console.page.querySelector<HTMLInputElement>('[name=q]'), 'livr');
    await until(() => rows().length === 1);
    expect(console.router.url).toBe(`${list}?q=livr`);
  });

  it('is one set in words, its first records in each format with what partners would find wanting', async () => {
    const { page } = await openConsole(`${list}/ensembles/catalogue:livres`, network());
    expect(textOf(page.querySelector('.facts'))).toContain(
      'type de document : livre un exemplaire à : Médiathèque de Lens',
    );
    expect(textOf(page.querySelector('.facts'))).toContain('Sauf : provenance : vod');
    await until(() => page.querySelector('[data-testid=preview-row]') !== null);
    expect(textOf(page.querySelector('[data-testid=preview-row]'))).toContain('Germinal PAS0000000001 856 $u manque');
  });

  it('is changed after what it would hold was seen; another condition is seen anew', async () => {
    const api = network();
    const saved: unknown[] = [];
    api.routes.set('PUT /dissemination/sets/catalogue%3Alivres', ({ body }: HttpRequest<unknown>) => {
      saved.push(body);
      return oaiSet('catalogue:livres');
    });
    const console = await openConsole(`${list}/ensembles/catalogue:livres`, api);
    button(console.page, 'Modifier l’ensemble').click();
    await console.settle();
    type(console.page.querySelector<HTMLInputElement>('[name=fromYear]'), '1900');
    await console.settle();
    expect(textOf(console.page)).not.toContain('Enregistrer l’ensemble');
    button(console.page, 'Voir ce qu’il contiendrait').click();
    await console.settle();
    const told = textOf(console.page.querySelector('[data-testid=set-estimate]'));
    expect(told).toBe('Il contiendrait 5 notices. 1 notice y entrerait. 8 en sortiraient.');
    type(console.page.querySelector<HTMLInputElement>('[name=fromYear]'), '1950');
    await console.settle();
    expect(console.page.querySelector('[data-testid=set-estimate]')).toBeNull();
    button(console.page, 'Voir ce qu’il contiendrait').click();
    await console.settle();
    button(console.page, 'Enregistrer l’ensemble').click();
    await console.settle();
    const rule = { carriers: ['book'], libraries: ['LENS'], fromYear: 1950, except: { sources: ['vod'] } };
    expect(saved).toEqual([{ name: 'Livres', description: '', audience: 'everyone', rule }]);
  });

  it('says how many records would leave before a set is retired, and why it cannot be', async () => {
    const api = network();
    const error = { code: 'set-not-valid', facts: { what: 'repository' } };
    api.routes.set('DELETE /dissemination/sets/catalogue', new HttpErrorResponse({ status: 422, error }));
    const console = await openConsole(`${list}/ensembles/catalogue`, api);
    button(console.page, 'Retirer l’ensemble…').click();
    await console.settle();
    const panel = console.page.querySelector('[data-testid=retire-set]')!;
    expect(textOf(panel)).toContain('12 notices sortiraient de l’ensemble.');
    button(panel, 'Retirer').click();
    await console.settle();
    expect(textOf(console.page.querySelector('main [role=alert]'))).toContain('un entrepôt qui le propose');
  });

  it('is repositories of partners, closed after a second word', async () => {
    const api = network();
    const partner = { title: 'Gallica', sets: ['catalogue'], formats: ['oai_dc'], addresses: [], audience: 'gallica' };
    api.routes.set('GET /dissemination/repositories', {
      items: [{ name: 'gallica', ...partner, closedAt: null }],
      total: 1,
    });
    const closed: string[] = [];
    api.routes.set('DELETE /dissemination/repositories/gallica', () => ({ n: closed.push('gallica') }));
    const console = await openConsole(`${list}/entrepots`, api);
    button(console.page, 'Fermer…').click();
    await console.settle();
    expect(closed).toEqual([]);
    button(console.page, 'Fermer l’entrepôt').click();
    await console.settle();
    expect(closed).toEqual(['gallica']);
    expect(textOf(console.page)).toContain('il ne répond plus à personne');
  });

  it('is what each resource lacks for a partner', async () => {
    const api = network();
    const licence = { code: 'licence', fr: 'La licence ne le permet pas.', en: 'The licence forbids it.' };
    api.routes.set('GET /digital-readiness/europeana', {
      ...{ partner: 'europeana', resources: 3, ready: 1, lacking: [{ ...licence, resources: 2 }] },
    });
    api.routes.set('GET /digital-readiness/europeana/resources', {
      items: [
        {
          ...{ partner: 'europeana', ready: false, resource: 1, title: 'Plans de la fosse', record: 'PAS0000000009' },
          shortcomings: [{ ...licence, weight: 'required' }],
        },
      ],
    });
    const { page } = await openConsole(`${list}/partenaires?partenaire=europeana`, api);
    await until(() => page.querySelector('[data-testid=readiness-row]') !== null);
    expect(textOf(page)).toContain('Europeana prendrait 1 ressources sur 3.');
    expect(textOf(page.querySelector('[data-testid=readiness-row]'))).toBe(
      'Plans de la fosse serait refusée exigé : La licence ne le permet pas.',
    );
  });

  it('is who harvests it', async () => {
    const api = network();
    const clients = [
      {
        client: '194.199.8.1',
        connections: 0,
        requests: 40,
        refused: 1,
        lastAt: '2026-11-20T08:00:00Z',
        places: ['gallica'],
      },
    ];
    const operations = [{ operation: 'ListRecords', requests: 40, refused: 1, mean: 12, longest: 90 }];
    api.routes.set('GET /served', { ...servedToday(), oai: { clients, operations, diagnostics: [], slow: [] } });
    const { page } = await openConsole(`${list}/moissonneurs`, api);
    expect(textOf(page.querySelector('[data-testid=client-row]'))).toContain('194.199.8.1 gallica 40 1');
    expect(textOf(page.querySelector('[data-testid=operation-row]'))).toBe('ListRecords 40 1 12 ms 90 ms');
  });

  it('is read by an auditor who changes nothing, and not by an agent', async () => {
    const api = network();
    api.role = 'AUDITOR';
    const console = await openConsole(`${list}/ensembles/catalogue`, api);
    expect(textOf(console.page)).not.toMatch(/Modifier|Retirer/);
  });
});
