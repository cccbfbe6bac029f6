import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, WrongSettings } from './config.ts';

function mistakes(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof WrongSettings) return error.mistakes;
    throw error;
  }
  return [];
}

test('without any setting, listens on loopback with the documented ports', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    httpPort: 8080,
    sip2Port: 6001,
    z3950Port: 2100,
    databaseUrl: 'sqlite:',
    searchUrl: 'embedded:',
    sip2Tls: null,
    sip2TelnetPort: null,
    sip2Proxies: null,
  });
});

test('tells every mistake at once', () => {
  const told = mistakes({
    PASSERELLE_HTTP_PORT: 'eighty',
    PASSERELLE_SIP2_PORT: '70000',
    PASSERELLE_DATABASE_URL: 'postgres://x',
    PASSERELLE_COLOUR: 'blue',
  });
  expect(told).toHaveLength(4);
  expect(told.join('\n')).toMatch(/PASSERELLE_HTTP_PORT must be a port number/);
  expect(told.join('\n')).toMatch(/PASSERELLE_SIP2_PORT must be a port number/);
  expect(told.join('\n')).toMatch(/PASSERELLE_DATABASE_URL must be sqlite: or mariadb:/);
  expect(told.join('\n')).toMatch(/PASSERELLE_COLOUR is not a setting/);
});

test.each(['', ' 8080', '8080x', '-1', '1e3', '0x50', '65536'])(
  'refuses %j as a port instead of taking the default',
  (value) => {
    expect(mistakes({ PASSERELLE_HTTP_PORT: value })).toHaveLength(1);
  },
);

test('reads the file PASSERELLE_CONFIG names, and the environment wins', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'passerelle-config-')), 'passerelle.env');
  writeFileSync(file, 'PASSERELLE_HTTP_PORT=8081\nPASSERELLE_SIP2_PORT=6002\n');
  const config = readConfig({ PASSERELLE_CONFIG: file, PASSERELLE_SIP2_PORT: '6003' });
  expect([config.httpPort, config.sip2Port]).toEqual([8081, 6003]);
});

test('says so when the configuration file cannot be read', () => {
  expect(mistakes({ PASSERELLE_CONFIG: '/nowhere/passerelle.env' })).toEqual([
    expect.stringMatching(/PASSERELLE_CONFIG names .* cannot be read \(ENOENT\)/),
  ]);
});

test('without a mail server nothing is mailed; with one, the administrator is the sender unless another is named', () => {
  expect(readConfig({}).mail).toBeNull();
  const PASSERELLE_SMTP_URL = 'smtp://user:secret@mail.example.fr:587';
  expect(readConfig({ PASSERELLE_SMTP_URL, PASSERELLE_ADMIN_EMAIL: 'admin@example.fr' }).mail).toEqual({
    smtpUrl: PASSERELLE_SMTP_URL,
    from: 'admin@example.fr',
  });
  const PASSERELLE_MAIL_FROM = 'Médiathèques du réseau <avis@example.fr>';
  expect(readConfig({ PASSERELLE_SMTP_URL, PASSERELLE_MAIL_FROM }).mail?.from).toBe(PASSERELLE_MAIL_FROM);
});

test.each([
  { PASSERELLE_SMTP_URL: 'http://mail.example.fr' },
  { PASSERELLE_SMTP_URL: 'smtp://' },
  { PASSERELLE_MAIL_FROM: 'nobody' },
  { PASSERELLE_MAIL_FROM: 'x <a@example.fr>\r\nBcc: b@example.fr' },
])('refuses %j', (environment) => {
  expect(mistakes(environment)).toHaveLength(1);
});

test.each([
  'embedded:',
  'solr+http://127.0.0.1:8983/solr/catalogue',
  'solr+https://passerelle:s%3Acret@search.example.fr/solr/catalogue_2',
])('the search index may be at %s', (url) => {
  expect(readConfig({ PASSERELLE_SEARCH_URL: url }).searchUrl).toBe(url);
});

test.each([
  'solr:',
  'http://127.0.0.1:8983/solr/catalogue',
  'solr+http://127.0.0.1:8983/catalogue',
  'solr+http:///solr/x',
])('the search index is not at %s', (url) => {
  expect(mistakes({ PASSERELLE_SEARCH_URL: url })).toEqual([
    expect.stringMatching(/PASSERELLE_SEARCH_URL must be embedded: or solr\+http:/),
  ]);
});

test('a certificate without its key is a mistake', () => {
  expect(mistakes({ PASSERELLE_SIP2_TLS_CERTIFICATE: '/etc/x.pem' })).toHaveLength(1);
});

test('the telnet port, the proxies in front and the authority of terminals are off unless set', () => {
  expect(
    readConfig({
      PASSERELLE_SIP2_TELNET_PORT: '6023',
      PASSERELLE_SIP2_PROXIES: '10.62.0.9, 2001:db8::/64',
      PASSERELLE_SIP2_TLS_CERTIFICATE: '/etc/x.pem',
      PASSERELLE_SIP2_TLS_KEY: '/etc/x.key',
      PASSERELLE_SIP2_TLS_CLIENT_CA: '/etc/ca.pem',
    }),
  ).toMatchObject({
    sip2TelnetPort: 6023,
    sip2Proxies: ['10.62.0.9', '2001:db8::/64'],
    sip2Tls: { clientAuthorityFile: '/etc/ca.pem' },
  });
});

test.each([
  { PASSERELLE_SIP2_PROXIES: '' },
  { PASSERELLE_SIP2_PROXIES: 'proxy.example.fr' },
  { PASSERELLE_SIP2_PROXIES: '10.62.0.9/16' },
  { PASSERELLE_SIP2_TELNET_PORT: 'telnet' },
  { PASSERELLE_SIP2_TLS_CLIENT_CA: '/etc/ca.pem' },
])('refuses %j', (environment) => {
  expect(mistakes(environment)).toHaveLength(1);
});
