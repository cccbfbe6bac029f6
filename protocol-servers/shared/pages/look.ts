import type { Response } from 'express';

/** Legible in the two schemes of a browser, on a phone too: nothing is wider than its screen. */
const css = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
body { margin: 0; }
nav, main, footer { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
nav { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; padding-bottom: 0; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; } h3, h4, h5, h6 { font-size: 1rem; }
h2, h3, h4, h5, h6 { margin: 0.5rem 0 0; }
h1 span, a span, button span { font-weight: normal; font-size: 0.85em; }
table { border-collapse: collapse; margin: 0.5rem 0 1rem; }
th, td { text-align: left; vertical-align: top; padding: 0 0.75rem 0.1rem 0; }
th { overflow-wrap: normal; }
dl { display: grid; grid-template-columns: minmax(6rem, 11rem) 1fr; gap: 0.2rem 1rem; margin: 0.5rem 0; }
dt { font-weight: 600; } dd { margin: 0; }
section { margin-left: clamp(0.4rem, 1.5vw, 1rem); } section p { margin: 0; }
article { border-top: 1px solid; padding: 0.5rem 0; }
code, pre { white-space: pre-wrap; }
ol { padding-left: 2rem; }
summary { padding: 0.15rem 0; } details li { padding: 0.1rem 0; }
button { font: inherit; padding: 0.4rem 1rem; }
a { color: #0b57d0; }
[role='alert'] { border-left: 0.3rem solid #b3261e; padding-left: 0.75rem; }
@media (prefers-color-scheme: dark) { a { color: #a8c7fa; } }
@media (max-width: 30rem) {
  dl { display: block; } dd { margin: 0 0 0.3rem; }
  thead { display: none; } thead + tbody tr, thead + tbody td { display: block; } thead + tbody tr { padding: 0.3rem 0; }
}
`;

/** Sends the look of the pages. */
export function sendLook(response: Response): void {
  response.set('Cache-Control', 'public, max-age=86400').type('text/css; charset=utf-8').send(css);
}
