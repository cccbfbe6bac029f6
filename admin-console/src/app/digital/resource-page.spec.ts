import { HttpErrorResponse, type HttpRequest } from '@angular/common/http';
import type { ResourceLineView, ResourceSheetView, UsageYearView } from '../api/contract';
import { FakeAdminApi } from '../../testing/fake-admin-api';
import { library } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, type, until } from '../../testing/open-console';

const details = { type: 'PRESS', access: 'READERS', thumbnail: '', rights: '', rightsUri: '', audiences: ['readers'] } as const; // prettier-ignore
const press: ResourceSheetView = {
  ...details,
  ...{ id: 7, origin: 'HAND', status: 'LIVE', url: 'https://presse.example.org/', title: 'La presse', source: null },
  ...{ updatedAt: '2026-11-29T07:00:00Z', record: 'PAS0000000009' },
  links: [
    {
      ...{ resource: 7, resourceTitle: 'La presse', record: 'PAS0000000006', recordTitle: 'Germinal' },
      ...{ state: 'PROPOSED', score: 80, evidence: 'title-equal', decidedBy: null },
    },
  ],
};
const year: UsageYearView = {
  year: 2026,
  total: { sessions: 1_205, views: 36, downloads: 0 },
  before: { sessions: 1_000, views: 0, downloads: 0 },
  byMonth: [{ month: '2026-01', sessions: 1_205, views: 36, downloads: 0 }],
  byType: [{ type: 'PRESS', sessions: 1_205, views: 36, downloads: 0 }],
  byPlatform: [{ platform: 'Cafeyn', sessions: 1_205, views: 36, downloads: 0 }],
  byLibrary: [{ library: 'LENS', type: 'PRESS', sessions: 1_205, views: 36, downloads: 0 }],
};

function digital(sheet: ResourceSheetView = press): FakeAdminApi {
  const api = new FakeAdminApi();
  api.libraries = [library('LENS', 'Lens')];
  api.routes.set('GET /digital-resources/7', sheet);
  const line: ResourceLineView = { ...sheet, linked: 2, proposed: 1 };
  api.routes.set('GET /digital-resources', { items: [line], total: 1 });
  const shortcomings = [{ code: 'licence', weight: 'required', fr: 'La licence ne le permet pas.', en: 'No.' }];
  for (const partner of ['gallica', 'europeana']) {
    api.routes.set(`GET /digital-resources/7/readiness/${partner}`, { partner, ready: false, shortcomings });
  }
  api.routes.set('GET /digital-usage/imports', { items: [] });
  api.routes.set(`GET /digital-usage/${new Date().getFullYear()}`, { ...year });
  return api;
}
const main = ({ page }: OpenConsole) => textOf(page.querySelector('main'));
const refusal = (code: string, facts: object) =>
  new HttpErrorResponse({ status: 422, error: { code, status: 422, type: '', title: '', facts } });

describe('the digital resources', () => {
  it('are told with their source, access, licence and audiences, and the records they go with', async () => {
    const console = await openConsole('/catalogue/numerique', digital());
    expect(textOf(console.page.querySelector('[data-testid=resource-row]'))).toBe(
      'La presse Presse en ligne Saisie à la main Lecteurs inscrits non précisée Lecteurs 2 notices 1 à confirmer',
    );
  });

  it('are read by an auditor, changed by no one but the network, and seen by nobody else', async () => {
    const api = digital();
    api.role = 'AUDITOR';
    const console = await openConsole('/catalogue/numerique', api);
    expect(main(console)).not.toContain('Nouvelle ressource');
    await console.go('/catalogue/numerique/7');
    expect(main(console)).not.toMatch(/Enregistrer|Lier à cette notice/);
    await console.go('/catalogue/numerique/nouvelle');
    expect(textOf(console.page.querySelector('h1'))).toBe('Accès refusé');
  });
});

describe('the page of a resource', () => {
  it('shows no picture of another server', async () => {
    const elsewhere = await openConsole('/catalogue/numerique/7', digital({ ...press, thumbnail: 'https://x.example.org/v.png' })); // prettier-ignore
    expect(elsewhere.page.querySelector('main img')).toBeNull();
    expect(main(elsewhere)).toContain('La vignette est sur un autre serveur');
  });

  it('is corrected, and says which field is wrong', async () => {
    const api = digital();
    const sent: unknown[] = [];
    api.routes.set('PUT /digital-resources/7', ({ body }: HttpRequest<unknown>) => {
      sent.push(body);
      return sent.length === 1 ? refusal('resource-not-valid', { field: 'rightsUri' }) : { ...press, access: 'FREE' };
    });
    const console = await openConsole('/catalogue/numerique/7', api);
    console.page.querySelector<HTMLSelectElement>('#details-access')!.value = 'FREE';
    type(console.page.querySelector('#details-rights'), 'Licence ouverte');
    button(console.page, 'Enregistrer').click();
    await console.settle();
    expect(sent[0]).toEqual({ ...details, access: 'FREE', rights: 'Licence ouverte' });
    expect(main(console)).toContain('l’adresse de la licence doit être celle d’une page web');
    button(console.page, 'Enregistrer').click();
    await console.settle();
    expect(main(console)).toContain('Ressource modifiée.');
  });

  it('of a source is its source’s to say', async () => {
    const source = { code: 'BNF', name: 'Gallica' };
    const console = await openConsole('/catalogue/numerique/7', digital({ ...press, origin: 'HARVEST', source }));
    expect(main(console)).toContain('Cette ressource est décrite par sa source');
    expect(console.page.querySelector('#details-type')).toBeNull();
  });

  it('is linked to a record, or a proposal is refused', async () => {
    const api = digital();
    const states: unknown[] = [];
    api.routes.set('PUT /digital-resources/7/links/PAS0000000006', ({ body }: HttpRequest<unknown>) => {
      states.push(body);
      return { ...press, links: [{ ...press.links[0]!, state: 'REFUSED' }] };
    });
    const console = await openConsole('/catalogue/numerique/7', api);
    button(console.page, 'Refuser').click();
    await console.settle();
    expect(states).toEqual([{ state: 'REFUSED' }]);
    expect(textOf(console.page.querySelector('[data-testid=link-row]'))).toContain('lien refusé');
  });
});

describe('the use of a year', () => {
  it('is told as bars and as figures, compared with the year before', async () => {
    const console = await openConsole('/catalogue/numerique/usage', digital());
    expect(textOf(console.page.querySelector('.figures'))).toMatch(/1 205 \+21 % par rapport à 2025/);
    expect(console.page.querySelectorAll('rect').length).toBe(36);
    expect(console.page.querySelector('svg[role=img]')!.getAttribute('aria-label')).toContain('mois par mois');
    expect(textOf(console.page.querySelector('[data-testid=library-row]'))).toBe('Médiathèque de Lens 1 205 36 0');
    const links = [...console.page.querySelectorAll<HTMLAnchorElement>('main a[download]')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/api/v1/digital-usage/2026/report?form=spreadsheet',
      '/api/v1/digital-usage/2026/report?form=exchange',
    ]);
  });

  it('without a count says where figures come from; a file that names people is refused', async () => {
    const api = digital();
    api.routes.set(`GET /digital-usage/${new Date().getFullYear()}`, { ...year, byMonth: [], byLibrary: [] });
    api.routes.set('POST /digital-usage/imports', refusal('usage-file-names-people', { column: 'carte' }));
    const console = await openConsole('/catalogue/numerique/usage', api);
    expect(main(console)).toContain('Aucun usage compté en');
    button(console.page, 'Compter ce fichier').click();
    await console.settle();
    expect(main(console)).toContain('Rien n’a été compté : donnez la plateforme et choisissez un fichier.');
    type(console.page.querySelector('#usage-platform'), 'Cafeyn');
    const transfer = new DataTransfer();
    transfer.items.add(new File(['Mois;Carte\n'], 'x.csv'));
    console.page.querySelector<HTMLInputElement>('#usage-file')!.files = transfer.files;
    button(console.page, 'Compter ce fichier').click();
    await until(() => main(console).includes('le fichier nomme des personnes (colonne « carte »)'));
  });
});
