import { DatabaseUrlError, parseMariadbUrl } from './url.ts';

test.each([
  [
    'mariadb://passerelle:secret@db.example:3307/catalogue',
    { host: 'db.example', port: 3307, user: 'passerelle', password: 'secret', database: 'catalogue' },
  ],
  ['mariadb://root@127.0.0.1/p', { host: '127.0.0.1', port: 3306, user: 'root', password: '', database: 'p' }],
  ['mariadb://a%40b:p%2Fq%3A@[::1]:3306/p', { host: '::1', port: 3306, user: 'a@b', password: 'p/q:', database: 'p' }],
])('reads %s', (text, place) => expect(parseMariadbUrl(text)).toEqual(place));

test.each([
  ['mariadb://user:secret@host:99999999/p', 'cannot be read'],
  ['mysql://user:secret@host/p', 'should begin with mariadb:, not mysql:'],
  ['mariadb://host/p', 'names no user'],
  ['mariadb://user:secret@host/', 'names no database'],
  ['mariadb://user:secret@host/p/q', 'names no database'],
  ['mariadb://user:secret@host/p?ssl=true', 'nothing may follow the name of the database'],
  ['mariadb://user:secret%@host/p', 'does not begin a percent-encoded byte'],
])('says what is wrong with %s, never the password', (text, sentence) => {
  const tried = (() => {
    try {
      return parseMariadbUrl(text);
    } catch (error) {
      return error as Error;
    }
  })() as Error;
  expect(tried).toBeInstanceOf(DatabaseUrlError);
  expect(tried.message).toContain(sentence);
  expect(tried.message).not.toContain('secret');
});
