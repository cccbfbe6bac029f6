import type { CopySituationView } from '../../api/contract';
import { fr } from '../../messages/fr';
import { situation } from '../../../testing/catalogue';
import { copySentence } from './copy-sentence';

const said = (copy: Partial<CopySituationView>) =>
  copySentence(situation('1', copy), {
    say: (key, parameters = {}) => fr[key].replace(/\{\{ (\w+) \}\}/g, (_, name: string) => String(parameters[name])),
    library: (code) => ({ LENS: 'Lens', LIEVIN: 'Liévin' })[code] ?? code,
    date: (at) => at.slice(0, 10),
  });
const transit = { from: 'LENS', to: 'LIEVIN', since: '2026-11-17T09:00:00Z', crate: 'C-0412' };

describe('the sentence of a copy', () => {
  const sentences: [Partial<CopySituationView>, string][] = [
    [{}, 'En rayon : Lens.'],
    [
      { status: 'TRANSIT_HOLD', transit: { ...transit, reason: 'FILL_HOLD' } },
      'En navette vers Liévin depuis le 2026-11-17, caisse C-0412, pour une réservation.',
    ],
    [
      { status: 'TRANSIT_HOME', transit: { ...transit, crate: null, reason: 'RETURN_HOME' } },
      'En navette vers Liévin depuis le 2026-11-17, pour rentrer dans sa bibliothèque.',
    ],
    [
      {
        status: 'ON_LOAN',
        loan: { library: 'LENS', at: '2026-11-01T09:00:00Z', dueAt: '2026-11-22T17:00:00Z', renewals: 0 },
      },
      'Prêté, à rendre le 2026-11-22.',
    ],
    [{ loanable: false }, 'En rayon : Lens, à consulter sur place.'],
    [{ holding: 'LIEVIN' }, 'En rayon : Liévin, loin de sa bibliothèque (Lens).'],
    [{ status: 'MISSING' }, 'Signalé manquant depuis le 2026-11-10 : Lens.'],
  ];
  for (const [copy, sentence] of sentences) {
    it(`is “${sentence}”`, () => {
      expect(said(copy)).toBe(sentence);
    });
  }
});
