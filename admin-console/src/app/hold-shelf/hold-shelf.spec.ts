import { FakeAdminApi } from '../../testing/fake-admin-api';
import { hold } from '../../testing/holds';
import { library } from '../../testing/network';
import { type OpenConsole, button, openConsole, textOf, until } from '../../testing/open-console';

function network(): FakeAdminApi {
  const api = new FakeAdminApi();
  api.role = 'STAFF';
  api.userLibrary = 'LENS';
  api.libraries = [library('LENS', 'Lens')];
  const waits = hold(12, { state: 'ON_SHELF', barcode: '30002005', pickupDeadline: '2030-01-05T16:59:59Z' });
  api.routes.set('GET /libraries/LENS/hold-shelf', { items: [waits], total: 1 });
  const gone = { hold: 13, barcode: '30002077', title: 'La Chute', state: 'CANCELLED', cancelReason: 'patron' };
  const ended = { items: [{ ...gone, since: '2026-11-29T08:00:00Z' }], total: 1 };
  api.routes.set('GET /libraries/LENS/hold-shelf/ended', ended);
  return api;
}
const said = ({ page }: OpenConsole) => textOf(page.querySelector('app-act-result'));
const row = ({ page }: OpenConsole, id: string) => textOf(page.querySelector(`[data-testid=${id}]`));

describe('the hold shelf', () => {
  it('says what waits under which number until when, and what is to be taken off and why', async () => {
    const console = await openConsole('/flux/etagere', network());
    expect(row(console, 'shelf-row')).toContain('n° 12 · LEF Germinal 30002005 Karim Lefebvre sam. 5 janv. 2030');
    expect(row(console, 'ended-row')).toBe('La Chute 30002077 13 à la demande du lecteur dim. 29 nov. 2026');
    expect(textOf(console.page)).toContain('14 jours, et au moins 4 jours d’ouverture');
  });

  it('calls again, keeps longer and releases, each with its result in words', async () => {
    const api = network();
    api.routes.set('POST /holds/12/call', hold(12));
    api.routes.set('POST /holds/12/extension', hold(12, { pickupDeadline: '2030-01-19T16:59:59Z' }));
    api.routes.set('POST /holds/12/cancel', hold(12));
    const console = await openConsole('/flux/etagere', api);
    button(console.page, 'Rappeler').click();
    await until(() => said(console) === 'Le lecteur de « Germinal » sera prévenu de nouveau.');
    button(console.page, 'Prolonger').click();
    await until(() => said(console) === '« Germinal » attend jusqu’au sam. 19 janv. 2030.');
    button(console.page, 'Libérer').click();
    await until(() => said(console) === '« Germinal » est libéré : ôtez-le de l’étagère et lisez-le.');
  });

  it('prints a slip with a number and three letters, and no name', async () => {
    const print = spyOn(window, 'print');
    const console = await openConsole('/flux/etagere', network());
    button(console.page, 'Bordereau').click();
    await until(() => print.calls.count() === 1);
    const slip = console.page.querySelector('[data-testid=slip]')!.textContent!;
    expect(slip).toContain('n° 12 · LEF');
    expect(slip).not.toContain('Lefebvre');
  });
});
