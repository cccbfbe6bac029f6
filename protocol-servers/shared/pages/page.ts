import type { Response } from 'express';
import { markup, type Markup } from './markup.ts';

/** The media type of a page. */
export const pageType = 'text/html; charset=utf-8';

/** An answer as people see it. */
export interface Page {
  readonly title: string;
  /** Address of its look: a file of this server, as its content policy demands. */
  readonly look: string;
  /** Address of the same answer as XML, in a browser too. */
  readonly xml: string;
  /** Links that stand above it. */
  readonly navigation: Markup | null;
  readonly main: Markup;
}

/** Writes a page: no script, no style of its own. */
export function writePage({ title, look, xml, navigation, main }: Page): string {
  const page = markup`<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${look}">
<link rel="alternate" type="application/xml" href="${xml}">
</head>
<body>
${navigation && markup`<nav>${navigation}</nav>`}
<main>${main}</main>
<footer><a href="${xml}">Cette réponse en XML <span lang="en">this answer as XML</span></a></footer>
</body>
</html>
`;
  return page.text;
}

const policyOfViewers = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

/** Lets a browser show XML by a viewer of its own, which brings its styles with it; no script runs, no file is loaded. */
export function allowViewer(response: Response): void {
  response.set('Content-Security-Policy', policyOfViewers);
}
