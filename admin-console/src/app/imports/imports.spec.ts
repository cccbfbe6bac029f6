import { FakeAdminApi } from '../../testing/fake-admin-api';
import { aBatch } from '../../testing/imports';
import { library } from '../../testing/network';
import { button, openConsole, textOf, until } from '../../testing/open-console';

function network(...batches: ReturnType<typeof aBatch>[]): FakeAdminApi {
  const api = new FakeAdminApi();
  api.role = 'COORDINATOR';
  api.libraries = [library('LENS', 'Lens')];
  api.routes.set('GET /migration-batches', { items: batches, total: batches.length });
  return api;
}
const report = {
  ...{ batch: aBatch(), lines: { read: 3, new: 2, awaiting: 1 }, items: [], rejects: [], corrections: [] },
  ...{ matchedBy: {}, unlinkedHeadings: 0, recordsWithoutItem: 0, findings: {}, loansCarriedOver: 0 },
};

describe('the imports', () => {
  it('are listed with their state, and move with the stream', async () => {
    const console = await openConsole('/catalogue/imports', network(aBatch()));
    const row = () => textOf(console.page.querySelector('[data-testid=batch-row]'));
    expect(row()).toContain('Médiathèque de Lens');
    expect(row()).toContain('déposé');
    console.streams.at(-1)!.opens();
    await until(() => console.api.received.filter((one) => one === 'GET /migration-batches').length === 2);
    await console.settle();
    console.streams.at(-1)!.says('batches', [aBatch({ state: 'PARSED', step: 'analyse', done: 5, lines: 10 })]);
    await console.settle();
    expect(row()).toContain('Analyse des lignes');
  });

  it('say that there is none, which is not a failure', async () => {
    const console = await openConsole('/catalogue/imports', network());
    expect(textOf(console.page)).toContain('Aucun lot. Déposez le fichier');
    const failing = network();
    failing.fail('/migration-batches', 503);
    await console.go('/');
    console.api.fail('/migration-batches', 503);
    await console.go('/catalogue/imports');
    expect(textOf(console.page)).toContain('Les imports n’ont pas pu être affichés.');
  });

  it('are absent for staff', async () => {
    const api = network(aBatch());
    api.role = 'STAFF';
    const console = await openConsole('/catalogue/imports', api);
    expect(console.router.url).toContain('acces-refuse');
  });
});

describe('an import', () => {
  it('that was stopped says so, and goes on when asked', async () => {
    const stopped = aBatch({ state: 'REVIEWED', step: 'apply', done: 40, lines: 100, stopped: true });
    const api = network(stopped);
    const asked: string[] = [];
    api.routes.set('POST /migration-batches/7/steps/apply', () => {
      asked.push('apply');
      return { ...stopped, stopped: false, done: 60 };
    });
    const console = await openConsole('/catalogue/imports/7', api);
    expect(textOf(console.page)).toContain('Cette étape s’est arrêtée en chemin.');
    expect(textOf(console.page.querySelector('[data-testid=job-progress]'))).toContain('40');
    button(console.page, 'Reprendre').click();
    await console.settle();
    expect(asked).toEqual(['apply']);
    expect(textOf(console.page)).toContain('le travail continue');
  });

  it('reads its file, then analyses it by itself', async () => {
    const api = network(aBatch());
    const asked: string[] = [];
    api.routes.set('POST /migration-batches/7/steps/parse', () => {
      asked.push('parse');
      return aBatch({ step: 'parse' });
    });
    api.routes.set('POST /migration-batches/7/steps/analyse', () => {
      asked.push('analyse');
      return aBatch({ state: 'ANALYSED' });
    });
    api.routes.set('GET /migration-batches/7/report', report);
    const console = await openConsole('/catalogue/imports/7', api);
    button(console.page, 'Lire et analyser').click();
    await console.settle();
    console.streams.at(-1)!.says('batches', [aBatch({ state: 'PARSED', lines: 3 })]);
    await until(() => asked.length === 2);
    await console.settle();
    expect(asked).toEqual(['parse', 'analyse']);
    expect(textOf(console.page.querySelector('[data-testid=import-report]'))).toContain('nouvelles notices');
    expect(console.page.querySelector('[aria-current=step]')?.textContent?.trim()).toBe('Revoir');
  });

  it('tells why its file could not be read, and that nothing was changed', async () => {
    const api = network(aBatch({ stopReason: 'batch-file-unreadable', stopDetail: 'utf-16' }));
    const console = await openConsole('/catalogue/imports/7', api);
    expect(textOf(console.page)).toContain('Le fichier est en UTF-16');
    expect(textOf(console.page)).toContain('Rien n’a été changé.');
  });
});
