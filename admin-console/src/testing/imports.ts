import type { BatchView, ComparisonView } from '../app/api/contract';

/** A batch of Lens, as the server tells it. */
export function aBatch(facts: Partial<BatchView> = {}): BatchView {
  return {
    ...{ id: 7, kind: 'RECORDS', library: 'LENS', profile: 'koha', profileVersion: 0, state: 'UPLOADED' },
    ...{ step: null, stopped: false, stopReason: null, stopDetail: null, file: 'LENS-export.mrc', size: 1_500_000 },
    ...{
      done: 0,
      lines: 0,
      createdAt: '2026-11-20T09:00:00.000Z',
      createdBy: 'coord',
      appliedAt: null,
      signedBy: null,
    },
    ...facts,
  };
}

/** A line that waits, beside one record of the catalogue. */
export function comparison(line: number): ComparisonView {
  const fields = [{ tag: '200', text: `1  $a Titre ${line}` }];
  const evidence = [
    { code: 'title-equal', score: 300, detail: '' },
    { code: 'extent-differs', score: -100, detail: '180 / 189' },
  ];
  const target = { record: 100 + line };
  return {
    line: {
      ...{ line, offset: line * 400, sourceId: `S${line}`, title: `Titre ${line}`, decision: 'REVIEW' },
      ...{
        decidedBy: 'automatic',
        target: null,
        proposals: [],
        outcome: null,
        result: null,
        reason: null,
        detail: null,
      },
    },
    fields,
    copies: [{ library: 'LENS', copies: 1 }],
    candidates: [
      {
        ...{ target, controlNumber: `PAS${line}`, score: 560, evidence, copies: [], holds: 2 },
        ...{ fields: [...fields, { tag: '330', text: '   $a Résumé' }], differences: ['330'] },
      },
    ],
  };
}
