/**
 * Names one transaction of one device: (operation, device, item, reader, transaction date to the second). A terminal
 * that lost our answer asks again with the same date and gets the same answer. The caller checks that the stored answer
 * still tells the truth: a terminal whose clock stands still would otherwise get last week's loan.
 */
export function businessKey(
  operation: 'check-out' | 'check-in' | 'renew',
  request: { device: { id: number }; itemBarcode: string; card?: string; transactionDate: string },
): string {
  const parts = [operation, request.device.id, request.itemBarcode.trim().toUpperCase(), request.card?.trim() ?? ''];
  return [...parts, request.transactionDate.trim()].join('|').slice(0, 190);
}
