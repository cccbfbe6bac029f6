import { createServer } from 'node:net';
import type { Mail, Mailer } from '../../core/ports/mailer.ts';
import { smtpSink, type SmtpSink } from './smtp-sink.fixture.ts';
import { smtpMailer } from './smtp.ts';

const mail: Mail = {
  messageId: '<notice.0123@example.fr>',
  to: 'jeanne@example.fr',
  subject: 'Votre réservation vous attend : L’Été, « Noces »',
  text: 'Bonjour Jeanne Ça,\n\nIl vous attend à Liévin.\n.\nFin',
  html: '<p>Bonjour Jeanne Ça,</p>',
  language: 'fr',
};
const from = 'Médiathèques du réseau <avis@example.fr>';

let sink: SmtpSink;
let mailer: Mailer;
beforeEach(async () => {
  sink = await smtpSink();
  mailer = smtpMailer({ url: sink.url, from });
});
afterEach(async () => {
  await mailer.close();
  await sink.close();
});

test('a mail arrives with its accents, as text and as HTML, under the Message-ID it was given', async () => {
  expect(await mailer.send(mail)).toEqual({ result: 'accepted' });
  const [got] = sink.mails;
  expect(got).toMatchObject({ to: mail.to, subject: mail.subject, messageId: mail.messageId });
  expect(got?.body).toMatch(/Bonjour Jeanne Ça,[^]*Il vous attend à Liévin\.[^]*<p>Bonjour Jeanne Ça,<\/p>/);
  expect(got?.head).toMatch(/multipart\/alternative/);
  expect(got?.head).toMatch(/^Auto-Submitted: auto-generated$/im);
  expect(got?.head).toMatch(/^Content-Language: fr$/im);
});

test('a recipient refused for good is refused, and the reason does not repeat the address', async () => {
  sink.refuses.set(mail.to, '550 5.1.1');
  expect(await mailer.send(mail)).toEqual({ result: 'refused', reason: '550 5.1.1' });
});

test('a recipient refused for now is put off, and the next mail still goes', async () => {
  sink.refuses.set(mail.to, '450 4.2.1');
  expect(await mailer.send(mail)).toEqual({ result: 'deferred', reason: '450 4.2.1', scope: 'mail' });
  expect(await mailer.send({ ...mail, to: 'other@example.fr' })).toEqual({ result: 'accepted' });
});

test('a server that is down is out of reach; once it is up, mails go', async () => {
  const port = Number(new URL(sink.url).port);
  await sink.close();
  expect(await mailer.send(mail)).toMatchObject({ result: 'deferred', scope: 'server' });
  sink = await smtpSink(port);
  expect(await mailer.send(mail)).toEqual({ result: 'accepted' });
});

test('a server that never says a word is out of reach', async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { port: number };
  const patient = smtpMailer({ url: `smtp://127.0.0.1:${port}`, from, greetingTimeout: 200 });
  expect(await patient.send(mail)).toMatchObject({ result: 'deferred', scope: 'server' });
  await patient.close();
  await new Promise((resolve) => silent.close(resolve));
});

test('an address is one address and a subject one header, whatever they contain', async () => {
  const sly = { ...mail, to: 'a@example.fr, b@example.fr', subject: 'X\r\nBcc: c@example.fr' };
  await mailer.send(sly);
  expect(sink.mails.map(({ to }) => to)).not.toContain('b@example.fr');
  expect(sink.mails.map(({ head }) => head).join('\n')).not.toMatch(/^Bcc:/im);
});
