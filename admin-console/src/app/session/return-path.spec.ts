import { safeReturnPath } from './return-path';

describe('the path to go to after signing in', () => {
  for (const path of ['/', '/pilotage/bibliotheques', '/pilotage/bibliotheques?q=lens#a', '/connexions/automates']) {
    it(`is ${path} when asked for`, () => expect(safeReturnPath(path)).toBe(path));
  }

  const refused = [
    undefined,
    null,
    '',
    'pilotage',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/a\\b',
    'https://evil.example/',
    'javascript:alert(1)',
    '/connexion',
    '/connexion?retour=/connexion',
  ];
  for (const path of refused) {
    it(`is the home page for ${JSON.stringify(path)}`, () => expect(safeReturnPath(path)).toBe('/'));
  }
});
