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
  const item = request.itemBarcode.trim().toUpperCase();
  const { id, login, libraryId } = request.device;
  const post = id ?? `${login}@${libraryId}`;
  // The date first: keys then grow at the end of their index, and the transactions of one moment share its pages.
  return `${request.transactionDate.trim()}|${operation}|${post}|${item}|${request.card?.trim() ?? ''}`;
}
