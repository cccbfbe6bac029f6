/**
 * Names one transaction of one device: (operation, device, item, reader, transaction date to the second). A terminal
 * that lost our answer asks again with the same date and gets the same answer. The caller checks that the stored answer
 * still tells the truth: a terminal whose clock stands still would otherwise get last week's loan.
 */
export function businessKey(
  operation: 'check-out' | 'check-in' | 'renew',
  request: { device: { id: number }; itemBarcode: string; card?: string; transactionDate: string },
): string {
  const item = request.itemBarcode.trim().toUpperCase();
  // The date first: keys then grow at the end of their index, and the transactions of one moment share its pages.
  return `${request.transactionDate.trim()}|${operation}|${request.device.id}|${item}|${request.card?.trim() ?? ''}`;
}
