import { openConsole } from '../../testing/open-console';
import type { PatronActView } from '../api/contract';
import { actSentence } from './act-sentence';
import { actWords } from './reader-words';

const acts: [PatronActView['kind'], PatronActView['facts'], string][] = [
  ['PATRON_REGISTERED', { category: 'ADULTE' }, 'Inscription'],
  ['PATRON_CHANGED', { changed: 'email guardianContact guardianId' }, 'Fiche modifiée : Courriel, Responsable légal'],
  ['CARD_REPLACED', { reason: 'LOST' }, 'Carte remplacée : carte perdue'],
  ['MEMBERSHIP_RENEWED', { expiresAt: '2027-01-01' }, 'Inscription renouvelée : jusqu’au <2027-01-01>'],
  ['BLOCK_SET', { kind: 'MANUAL', until: null }, 'Blocage posé : blocage posé par un agent'],
  ['BLOCK_SET', { kind: 'SUSPENSION', until: '2027-01-01' }, 'Blocage posé : suspension, jusqu’au <2027-01-01>'],
  ['BLOCK_LIFTED', { kind: 'constructor' }, 'Blocage levé'],
  ['PIN_SET', { by: 'reader' }, 'Code secret changé : par le lecteur lui-même'],
];

describe('a line of a reader’s history', () => {
  for (const [kind, facts, words] of acts) {
    it(`of ${kind} ${JSON.stringify(facts)} says “${words}”`, async () => {
      const { messages } = await openConsole('/connexion');
      expect(actSentence({ kind, facts }, messages.say, (at) => `<${at}>`)).toBe(words);
    });
  }

  it('has a word for every act', async () => {
    const { messages } = await openConsole('/connexion');
    for (const key of Object.values(actWords)) expect(messages.say(key)).not.toContain('readers.');
  });
});
