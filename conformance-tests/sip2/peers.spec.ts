import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Server, startServer } from '../server.ts';

/** Terminals that are not ours: packages of PyPI, in the folder where `npm test` installs them (scripts/peers.mjs). */
const packages = join(process.cwd(), '.cache', 'peers', 'python');
const there = existsSync(join(packages, 'pysip2'));
const whenThere = there || process.env['CI'] === 'true' ? test : test.skip;

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

type Said = Readonly<Record<string, unknown>>;

async function run(script: string, login: string, card: string, barcode: string): Promise<Said[]> {
  const file = join(process.cwd(), 'conformance-tests', 'sip2', 'peers', script);
  const child = spawn('python3', [file, String(server.sip2Port), login, card, barcode], {
    env: { ...process.env, PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((ended) => child.once('close', ended));
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${errors}`);
  return output
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{')) // the package says goodbye in its own words
    .map((line) => JSON.parse(line) as Said);
}

whenThere('the terminal of the package Sip2 makes a whole visit, checksums and sequence numbers included', async () => {
  const said = await run('sip2_terminal.py', 'kiosk-lens', '20000061', '30000505');
  expect(said.map(({ heard }) => String(heard).slice(0, 2))).toEqual([
    ...['94', '98', '24', '18', '12', '64', '30', '66', '38', '20', '10', '16', '16', '36'],
  ]);
  const [login, status, patron, before, checkout, account, renewed, all, paid, noted, back, held, dropped, end] = said;
  expect(login).toMatchObject({ fixed: { Ok: '1' } });
  expect(status).toMatchObject({
    fixed: { OnlineStatus: 'Y', CheckinOk: 'Y', CheckoutOk: 'Y', ProtocolVersion: '2.00' },
    variable: { AO: ['CALL'], BX: ['YYYYYYYYYNYYNYYY'] },
  });
  expect(patron).toMatchObject({ variable: { AA: ['20000061'], BL: ['Y'], CQ: ['Y'] } });
  expect(before).toMatchObject({ fixed: { CirculationStatus: '03' }, variable: { AB: ['30000505'] } });
  expect(checkout).toMatchObject({ fixed: { Ok: '1', Desensitize: 'Y' }, variable: { AB: ['30000505'] } });
  expect(account).toMatchObject({ fixed: { ChargedItemsCount: '0001' }, variable: { AU: ['30000505'] } });
  expect(renewed).toMatchObject({ fixed: { Ok: '1', RenewalOk: 'Y' } });
  expect(all).toMatchObject({ fixed: { Ok: '1' } });
  expect(paid).toMatchObject({ fixed: { PaymentAccepted: 'N' }, variable: { BK: ['9'] } });
  expect(noted).toMatchObject({ variable: { AB: ['30000505'], CH: ['poids 412 g'] } });
  expect(back).toMatchObject({ fixed: { Ok: '1', Resensitize: 'Y' }, variable: { AQ: ['LENS'] } });
  expect(held).toMatchObject({ fixed: { Ok: '1' }, variable: { BR: ['1'], BS: ['LENS'] } });
  expect(dropped).toMatchObject({ fixed: { Ok: '1' } });
  expect(end).toMatchObject({ fixed: { EndSession: 'Y' } });
});

whenThere('the strict codec of the package pysip2 reads every answer, to its checksum', async () => {
  const answers = await run('pysip2_codec.py', 'kiosk-lens', '20000062', '30000541');
  expect(answers.pop()).toEqual({ name: 'version', version: '0.1.0' });
  for (const { sequence, sent, checksum } of answers) expect([sequence, checksum]).toEqual([sent, true]);
  expect(answers).toMatchObject([
    { name: 'LoginResponse', ok: '1' },
    { name: 'ACSStatusResponse', supported_messages: 'YYYYYYYYYNYYNYYY' },
    { name: 'PatronStatusResponse', valid_patron: 'Y', valid_patron_password: 'Y' },
    {
      name: 'PatronInformationResponse',
      charged_items_count: '0000',
      hold_items_limit: expect.stringMatching(/^\d{4}$/),
    },
    { name: 'ItemInformationResponse', circulation_status: '03' },
    { name: 'CheckoutResponse', ok: '1', desensitize: 'Y', item_identifier: '30000541' },
    { name: 'RenewResponse', ok: '1', renewal_ok: 'Y' },
    { name: 'RenewAllResponse', ok: '1', renewed_count: '0001', renewed_items: ['30000541'] },
    { name: 'ItemStatusUpdateResponse', item_properties_ok: '1' },
    { name: 'CheckinResponse', ok: '1', resensitize: 'Y', permanent_location: 'LENS' },
    { name: 'HoldResponse', ok: '1', queue_position: '1', pickup_location: 'LENS' },
    { name: 'HoldResponse', ok: '1' },
    { name: 'FeePaidResponse', payment_accepted: 'N' },
    { name: 'PatronStatusResponse', valid_patron: 'Y', patron_status: expect.stringMatching(/^YYYY/) },
    { name: 'PatronEnableResponse', valid_patron: 'N' },
    { name: 'EndSessionResponse', end_session: 'Y' },
  ]);
});
