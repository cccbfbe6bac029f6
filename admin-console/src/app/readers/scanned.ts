/** Whether what was typed is a number that a scanner reads, and no name nor date. */
export function isCard(text: string): boolean {
  return /^[\p{L}\p{N}-]*\d{4}[\p{L}\p{N}-]*$/u.test(text.trim()) && !/^\d{4}-\d{2}-\d{2}$/.test(text.trim());
}

/** Whether keys go into this element: a scanner that fires there is not stray. */
export function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable=true]');
}
