import type { Post } from '../network/post.ts';

/**
 * Names one transaction of one post: (operation, device, item, reader, transaction date to the second). A terminal
 * that lost our answer asks again with the same date and gets the same answer. The caller checks that the stored answer
 * still tells the truth: a terminal whose clock stands still would otherwise get last week's loan.
 */
export function businessKey(
  operation: 'check-out' | 'check-in' | 'renew',
  request: {
    device: Pick<Post, 'id' | 'login' | 'libraryId'>;
    itemBarcode: string;
    card?: string;
    transactionDate: string;
  },
): string {
  // The date first: keys then grow at the end of their index, and the transactions of one moment share its pages.
  return `${request.transactionDate.trim()}${businessKeyWords(operation, request)}${request.card?.trim() ?? ''}`;
}

/** The part of a business key between its date and its reader. */
export function businessKeyWords(
  operation: 'check-out' | 'check-in' | 'renew',
  { device, itemBarcode }: { device: Pick<Post, 'id' | 'login' | 'libraryId'>; itemBarcode: string },
): string {
  const { id, login, libraryId } = device;
  return `|${operation}|${id ?? `${login}@${libraryId}`}|${itemBarcode.trim().toUpperCase()}|`;
}
