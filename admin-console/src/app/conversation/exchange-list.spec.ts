import { exchange } from '../../testing/network';
import { belongs, mostShown, withExchange } from './exchange-list';

const none = { message: '', outcome: '', item: '', card: '' };

describe('the exchanges on the screen', () => {
  it('stand newest first, each once, in whatever order they come', () => {
    const ids = [3, 5, 4, 5, 3].reduce((list, id) => withExchange(list, exchange(id)), withExchange([], exchange(1)));
    expect(ids.map(({ id }) => id)).toEqual([5, 4, 3, 1]);
  });

  it('are kept as many as a screen may hold, the oldest leaving', () => {
    const full = Array.from({ length: mostShown }, (_, n) => exchange(mostShown - n));
    const more = withExchange(full, exchange(mostShown + 1));
    expect(more.length).toBe(mostShown);
    expect(more.at(-1)?.id).toBe(2);
  });

  it('belong in a filtered list by their message, their outcome and their document', () => {
    const loan = exchange(1, { message: 'Checkout', outcome: 'refused', item: '30000001' });
    expect(belongs(loan, none)).toBeTrue();
    expect(belongs(loan, { ...none, message: 'Checkin' })).toBeFalse();
    expect(belongs(loan, { ...none, outcome: 'ok' })).toBeFalse();
    expect(belongs(loan, { ...none, item: ' 30000001' })).toBeTrue();
    expect(belongs(loan, { ...none, item: '30000002' })).toBeFalse();
  });

  it('are not told by a card, which may be masked', () => {
    expect(belongs(exchange(1), { ...none, card: '20000001' })).toBeFalse();
  });
});
