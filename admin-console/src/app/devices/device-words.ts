import type { DeviceView } from '../api/contract';
import type { MessageKey } from '../messages/catalogue';
import type { Tone } from '../ui/badge';
import type { IconName } from '../ui/icon';

interface StateLook {
  readonly word: MessageKey;
  readonly icon: IconName;
  readonly tone: Tone;
  /** What needs someone comes first. */
  readonly rank: number;
}

export const stateWords: Record<DeviceView['state'], StateLook> = {
  absent: { word: 'device.absent', icon: 'close', tone: 'refused', rank: 0 },
  silent: { word: 'device.silent', icon: 'pause', tone: 'decide', rank: 1 },
  connected: { word: 'device.connected', icon: 'check', tone: 'shelf', rank: 2 },
  'never-seen': { word: 'device.neverSeen', icon: 'question', tone: 'neutral', rank: 3 },
};

export const kindWords: Record<DeviceView['kind'], MessageKey> = {
  STAFF: 'device.STAFF',
  SELFCHECK: 'device.SELFCHECK',
  RETURN_BIN: 'device.RETURN_BIN',
  SORTER: 'device.SORTER',
  GATE: 'device.GATE',
};

/** The last SC Status of the terminal (SIP2 99): out of paper and shutting down ask for someone. */
export const statusWords: Record<
  NonNullable<DeviceView['lastStatus']>,
  { readonly word: MessageKey; readonly icon: IconName | null }
> = {
  ok: { word: 'device.statusOk', icon: null },
  'out-of-paper': { word: 'device.statusPaper', icon: 'paper' },
  'shutting-down': { word: 'device.statusShutdown', icon: 'power' },
};
