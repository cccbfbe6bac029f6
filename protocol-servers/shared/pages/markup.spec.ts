import { markup } from './markup.ts';

const title = `<script>alert("1")</script> l'été & "a" onload="x`;

test('what comes from elsewhere is text, between tags and within the quotes of an attribute', () => {
  const escaped = `&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; l'été &amp; &quot;a&quot; onload=&quot;x`;
  expect(markup`<p title="${title}">${title}</p>`.text).toBe(`<p title="${escaped}">${escaped}</p>`);
});

test('pieces stand as they are, lists one after the other, nothing where there is nothing', () => {
  const each = ['a', '<'].map((name) => markup`<li>${name}</li>`);
  expect(markup`<ol start="${3}">${each}</ol>${null}`.text).toBe('<ol start="3"><li>a</li><li>&lt;</li></ol>');
});
