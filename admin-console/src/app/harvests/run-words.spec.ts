import { TestBed } from '@angular/core/testing';
import { appConfig } from '../app.config';
import { Messages } from '../messages/messages';
import { harvestRun } from '../../testing/connections';
import { gapOf, vanishedOf, verdictOf } from './run-words';

function verdict(...[run, work = 'idle']: [Parameters<typeof verdictOf>[0], Parameters<typeof verdictOf>[1]?]) {
  return verdictOf(run, work, TestBed.inject(Messages));
}

describe('the verdict of a harvest', () => {
  beforeEach(() => TestBed.configureTestingModule({ providers: [...appConfig.providers] }));

  it('counts what came, and never calls nothing a success', () => {
    expect(verdict(harvestRun({ added: 3, updated: 1, deleted: 2 }))).toEqual({
      words: '3 créées, 1 mise à jour, 2 supprimées',
      tone: 'shelf',
      icon: 'check',
    });
    expect(verdict(harvestRun({ unchanged: 12 }))).toEqual({
      words: 'Aucune nouveauté',
      tone: 'neutral',
      icon: 'minus',
    });
    expect(verdict(harvestRun({ updated: 4 })).words).toBe('Aucune nouveauté, 4 mises à jour');
  });

  it('says what failed, and that nothing was read', () => {
    expect(verdict(harvestRun({ added: 1, failed: 2 }))).toEqual(
      jasmine.objectContaining({ words: '1 créée, 2 en erreur', tone: 'decide' }),
    );
    expect(verdict(harvestRun({ failed: 231 }))).toEqual(
      jasmine.objectContaining({
        words: 'Échec\u00a0: aucune des 231 notices reçues n’a pu être lue',
        tone: 'refused',
      }),
    );
    const failed = harvestRun({ state: 'FAILED', reason: 'timed-out', sentence: 'Le partenaire ne répond pas.' });
    expect(verdict(failed).words).toBe('Échec\u00a0: Le partenaire ne répond pas.');
  });

  it('tells one under way from one that was interrupted, put off, or awaits a person', () => {
    const running = harvestRun({ state: 'RUNNING' });
    expect(verdict(running, 'running').words).toBe('Moissonnage en cours');
    expect(verdict(running, 'ordered').words).toBe('Attend son tour');
    expect(verdict(running).words).toBe('Interrompu\u00a0: il reprendra là où il en est');
    expect(verdict(null).words).toBe('Jamais moissonnée');
    expect(verdict(harvestRun({ state: 'TO_APPROVE' })).tone).toBe('decide');
  });

  it('compares what was read with what was announced, where that means something', () => {
    expect(gapOf(harvestRun({ listed: 7, completeListSize: 231 }))).toBe(224);
    expect(gapOf(harvestRun({ listed: 7, completeListSize: 231, restarts: 1 }))).toBeNull();
    expect(gapOf(harvestRun({ listed: 7 }))).toBeNull();
  });

  it('reads how many records a sweep did not see', () => {
    expect(vanishedOf('600 of 1000')).toEqual({ unseen: 600, all: 1000 });
    expect(vanishedOf('who knows')).toBeNull();
  });
});
