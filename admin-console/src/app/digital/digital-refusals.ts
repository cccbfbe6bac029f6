import type { MessageKey } from '../messages/catalogue';
import type { Messages } from '../messages/messages';
import { whyNot } from '../catalogue/catalogue-refusals';
import { problemOf } from '../desk/desk-api';

/** What is wrong with a description, by the field that is. */
const fields: Readonly<Record<string, MessageKey>> = {
  url: 'digital.wrong.url',
  title: 'digital.wrong.title',
  thumbnail: 'digital.wrong.thumbnail',
  rightsUri: 'digital.wrong.rightsUri',
  origin: 'digital.wrong.origin',
  record: 'digital.wrong.record',
};
const unreadable: Readonly<Record<string, MessageKey>> = {
  'quote-not-closed': 'usage.unreadable.quote-not-closed',
  'no-heading': 'usage.unreadable.no-heading',
  'no-line': 'usage.unreadable.no-line',
};

/** Why something of the digital library was not done, in words. */
export function whyNotDigital(error: unknown, messages: Pick<Messages, 'say'>): string {
  const problem = problemOf(error);
  const fact = (name: string) => String(problem?.facts?.[name] ?? '');
  if (problem?.code === 'resource-not-valid') return messages.say(fields[fact('field')] ?? 'digital.wrong.other');
  if (problem?.code === 'resource-taken') return messages.say('digital.wrong.taken', { id: fact('resource') });
  if (problem?.code === 'resource-unknown') return messages.say('digital.wrong.unknown');
  if (problem?.code === 'usage-file-names-people') return messages.say('usage.namesPeople', { column: fact('column') });
  if (problem?.code === 'usage-file-unreadable') {
    return messages.say(unreadable[fact('why')] ?? 'usage.unreadable.other');
  }
  return whyNot(error, messages);
}
