import { edited, historyOf, redone, undone } from './edit-history';

describe('the history of edits', () => {
  it('takes what is typed on end in one place for one step', () => {
    let history = historyOf('');
    for (const text of ['G', 'Ge', 'Ger']) history = edited(history, text, '1:text');
    history = edited(history, 'Ger 200', '1:tag');
    expect(undone(history).present).toBe('Ger');
    expect(undone(undone(history)).present).toBe('');
    expect(undone(undone(undone(history))).present).toBe('');
  });

  it('does again what was undone, until something else is done', () => {
    const history = edited(edited(historyOf('a'), 'b', null), 'c', null);
    expect(redone(undone(history)).present).toBe('c');
    const other = edited(undone(history), 'd', null);
    expect(redone(other).present).toBe('d');
    expect(undone(other).present).toBe('b');
  });

  it('begins a new step after an undo, even at the same place', () => {
    const history = edited(undone(edited(historyOf('a'), 'b', 'x')), 'c', 'x');
    expect(undone(history).present).toBe('a');
  });
});
