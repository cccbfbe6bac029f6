import { isPageAsked } from './asked.ts';

const chromium = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const firefox = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const lynx = 'text/html, text/plain, text/css, application/xhtml+xml, */*;q=0.01';

test.each([chromium, firefox, lynx, 'text/html', 'TEXT/HTML; charset=utf-8', 'text/xml;q=0.2, text/html;q=0.3'])(
  'a page for %s',
  (accept) => expect(isPageAsked(accept)).toBe(true),
);

test.each([
  ['who says nothing', ''],
  ['curl', '*/*'],
  ['Java', 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2'],
  ['Java, later', 'text/html, image/gif, image/jpeg, */*; q=0.2'],
  ['who takes XML as well', 'text/html, application/xml'],
  ['who likes XML better', 'application/xml,application/xhtml+xml,text/html;q=0.9'],
  ['who wants no page', 'text/html;q=0, application/xhtml+xml'],
  ['who weighs by what is no number', 'text/html;q=much'],
  ['a client of SRU 2.0', 'application/sru+xml, text/html;q=0.5'],
])('XML for %s', (_client, accept) => expect(isPageAsked(accept)).toBe(false));
