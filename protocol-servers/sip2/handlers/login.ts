import type { Library } from '../../../core/library.ts';
import type { Device } from '../../../core/network/network.ts';
import { type Outcome, refused } from '../../../core/outcome.ts';
import type { MessageOf } from '../codec/index.ts';

/** 93: which device speaks. Algorithm `0` is the only one of SIP2 2.00: the secret comes as it is. CP moves nobody. */
export async function signIn(message: MessageOf<'Login'>, library: Library): Promise<Outcome<Device>> {
  if (message.uidAlgorithm !== '0' || message.pwdAlgorithm !== '0') return refused('credentials-wrong');
  return library.devices.signIn(message.loginUserId, message.loginPassword);
}
