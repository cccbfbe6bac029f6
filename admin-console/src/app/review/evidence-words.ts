import type { MessageKey } from '../messages/catalogue';

/** What speaks for or against two records being one, in a librarian's words. */
const words: Readonly<Record<string, MessageKey>> = {
  'same-id': 'review.evidence.same-id',
  isbn: 'review.evidence.isbn',
  ean: 'review.evidence.ean',
  'publisher-number': 'review.evidence.publisher-number',
  issn: 'review.evidence.issn',
  'title-equal': 'review.evidence.title-equal',
  'title-near': 'review.evidence.title-near',
  'title-close': 'review.evidence.title-close',
  'title-differs': 'review.evidence.title-differs',
  'title-telling': 'review.evidence.title-telling',
  'title-number-differs': 'review.evidence.title-number-differs',
  'author-equal': 'review.evidence.author-equal',
  'author-authority': 'review.evidence.author-authority',
  'author-near': 'review.evidence.author-near',
  'author-differs': 'review.evidence.author-differs',
  'year-equal': 'review.evidence.year-equal',
  'year-near': 'review.evidence.year-near',
  'year-far': 'review.evidence.year-far',
  'publisher-similar': 'review.evidence.publisher-similar',
  'extent-equal': 'review.evidence.extent-equal',
  'extent-differs': 'review.evidence.extent-differs',
  'edition-differs': 'review.evidence.edition-differs',
  'isbn-differs': 'review.evidence.isbn-differs',
  'description-equal': 'review.evidence.description-equal',
  'volume-differs': 'review.evidence.volume-differs',
  'carrier-differs': 'review.evidence.carrier-differs',
  'language-differs': 'review.evidence.language-differs',
  'isbn-of-a-set': 'review.evidence.isbn-of-a-set',
  'title-too-common': 'review.evidence.title-too-common',
};

/** The sentence of a piece of evidence. */
export function evidenceWord(code: string): MessageKey {
  return words[code] ?? 'review.evidence.other';
}
