/**
 * What runs in the page beside the console, as text: it notes when Enter was pressed in the box (the time of the event
 * itself) and when the frame that shows the answer to that scan was painted, by the browser's own clock, and how long the
 * console's own requests lasted.
 */
export const probe = `
  window.deskProbe = {
    began: 0, code: '', requests: [], answered: null, settle: null,
    expect(code) {
      this.code = code;
      this.answered = new Promise((settle) => (this.settle = settle));
    },
    look() {
      const row = document.querySelector('[data-testid=scan-row]');
      if (!this.settle || !row || row.dataset.state === 'pending') return;
      if (row.querySelector('.code')?.textContent.trim() !== this.code) return;
      const settle = this.settle;
      this.settle = null;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => settle({ milliseconds: performance.now() - this.began, outcome: row.dataset.outcome });
        port2.postMessage(null); // heard once the frame is painted
      });
    },
    async bare(body, csrf) {
      const headers = { 'Content-Type': 'application/json', 'X-CSRF': csrf, 'Idempotency-Key': crypto.randomUUID() };
      const began = performance.now();
      const answer = await fetch('/api/v1/desk/scans', { method: 'POST', headers, body: JSON.stringify(body) });
      const { kind } = await answer.json();
      return { milliseconds: performance.now() - began, outcome: String(kind ?? answer.status) };
    },
  };
  addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.dataset?.testid === 'scan-input') deskProbe.began = event.timeStamp;
  }, true);
  new MutationObserver(() => deskProbe.look()).observe(document, {
    subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'],
  });
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) {
      if (name.endsWith('/desk/scans')) deskProbe.requests.push(duration);
    }
  }).observe({ type: 'resource' });
`;

/** What came of one scan. */
export interface Answered {
  /** From Enter to the painted row; of a bare request, to its answer read. */
  readonly milliseconds: number;
  /** As the row says it (`LOAN`, `SHELF` …); of a bare request, the kind of the answer. */
  readonly outcome: string;
}
