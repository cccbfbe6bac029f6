import { failureWords } from '../api/failure-words';
import type { MessageKey } from '../messages/catalogue';
import { problemOf } from '../steering/problem';

/** Why something of a connection stays as it is, as a librarian is told. */
const words: Readonly<Record<string, MessageKey>> = {
  'source-unknown': 'connections.refusal.source-unknown',
  'source-taken': 'connections.refusal.source-taken',
  'source-not-valid': 'connections.refusal.source-not-valid',
  'harvest-busy': 'connections.refusal.harvest-busy',
  'harvest-unknown': 'connections.refusal.harvest-unknown',
  'harvest-not-waiting': 'connections.refusal.harvest-not-waiting',
  'set-not-valid': 'connections.refusal.set-not-valid',
  'set-unknown': 'connections.refusal.set-unknown',
  'repository-not-valid': 'connections.refusal.repository-not-valid',
  'repository-unknown': 'connections.refusal.repository-unknown',
  'device-unknown': 'connections.refusal.device-unknown',
  'device-login-taken': 'connections.refusal.device-login-taken',
  'device-changed-meanwhile': 'connections.refusal.device-changed-meanwhile',
  'device-profile-invalid': 'connections.refusal.device-profile-invalid',
  'item-unknown': 'connections.refusal.item-unknown',
  'library-not-yours': 'connections.refusal.library-not-yours',
  'invalid-request': 'connections.refusal.invalid-request',
};

/** Why something was not done: a refusal of the server, or a request that failed. */
export function whyNot(error: unknown): MessageKey {
  const problem = problemOf(error);
  return (problem && words[problem.code]) ?? failureWords(error).reason;
}
