import type { HoldView } from '../../api/contract';
import { fr } from '../../messages/fr';
import { holdReason } from './hold-reason';

const now = Date.parse('2026-11-20T12:00:00Z');
const said = (rest: Partial<HoldView>) =>
  holdReason(
    {
      id: 1,
      state: 'PENDING',
      record: 'PAS1',
      title: 'Germinal',
      volume: '',
      barcode: null,
      patron: { card: '2', firstName: 'Zoé', lastName: 'Leroy' },
      pickup: 'LIEVIN',
      placedAt: '2026-11-10T09:00:00Z',
      notBefore: null,
      suspendedUntil: null,
      expiresAt: null,
      shelvedAt: null,
      pickupDeadline: null,
      position: 1,
      cancelReason: null,
      endedAt: null,
      ...rest,
    },
    now,
    {
      say: (key, parameters = {}) => fr[key].replace(/\{\{ (\w+) \}\}/g, (_, name: string) => String(parameters[name])),
      library: () => 'Liévin',
      date: (at) => at.slice(0, 10),
    },
  );

describe('why a reader stands there in the queue', () => {
  it('is the day of his hold, and those before him', () => {
    expect(said({})).toBe('Réservation du 2026-11-10, la première de la file.');
    expect(said({ position: 3 })).toBe('Réservation du 2026-11-10, après 2 plus anciennes ou prioritaires.');
  });

  it('is what was found for him', () => {
    expect(said({ state: 'TARGETED', barcode: '30' })).toBe('L’exemplaire 30 est demandé à qui l’a en rayon.');
    expect(said({ state: 'IN_TRANSIT', barcode: '30' })).toBe('L’exemplaire 30 est en route vers Liévin.');
    expect(said({ state: 'ON_SHELF', barcode: '30', pickupDeadline: '2026-12-01T17:00:00Z' })).toBe(
      'L’exemplaire 30 l’attend à Liévin jusqu’au 2026-12-01.',
    );
  });

  it('is that he asked to be passed over, until then and no longer', () => {
    expect(said({ suspendedUntil: '2026-12-01T09:00:00Z' })).toContain('Suspendue jusqu’au 2026-12-01');
    expect(said({ suspendedUntil: '2026-11-01T09:00:00Z' })).toContain('la première de la file');
    expect(said({ notBefore: '2026-12-01T09:00:00Z' })).toContain('Pas avant le 2026-12-01');
  });
});
