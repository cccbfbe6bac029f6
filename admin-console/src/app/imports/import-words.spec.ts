import { aBatch } from '../../testing/imports';
import { fileSize } from './file-size';
import { progressOf, refusalWord, stageLine, stopWord } from './import-words';

describe('the stages of an import', () => {
  const when = (state: Parameters<typeof stageLine>[0]) => stageLine(state).map((stage) => stage.when);

  it('are behind, present or to come', () => {
    expect(when('UPLOADED')).toEqual(['past', 'present', 'future', 'future', 'future']);
    expect(when('REVIEWED')).toEqual(['past', 'past', 'past', 'present', 'future']);
    expect(when('CLOSED')).toEqual(['past', 'past', 'past', 'past', 'past']);
  });

  it('are all to come again for a batch that was taken back', () => {
    expect(new Set(when('REVERTED'))).toEqual(new Set(['future']));
  });

  it('count bytes while a file is read, lines afterwards, and cannot say how long an undoing is', () => {
    const batch = aBatch({ done: 40, lines: 100, size: 9_000 });
    expect(progressOf({ ...batch, step: 'parse' })).toEqual({ done: 40, total: 9_000 });
    expect(progressOf({ ...batch, step: 'apply' })).toEqual({ done: 40, total: 100 });
    expect(progressOf({ ...batch, step: 'revert' })).toEqual({ done: 40, total: null });
  });

  it('say why they stopped, the fault of a file by itself', () => {
    expect(stopWord('batch-file-unreadable', 'compressed')).toBe('imports.fault.compressed');
    expect(stopWord('batch-file-unreadable', '')).toBe('imports.refused.batch-file-unreadable');
    expect(stopWord('profile-unknown', null)).toBe('imports.refused.profile-unknown');
    expect(refusalWord('something-new')).toBe('imports.refused.other');
  });

  it('say the size of a file as people do', () => {
    expect(fileSize(1_540_000, 'fr-FR').replace(/\s/g, ' ')).toBe('1,5 Mo');
    expect(fileSize(0, 'fr-FR').replace(/\s/g, ' ')).toBe('0 o');
  });
});
