import type { LinkState } from '../live/live-stream';
import type { MessageKey } from '../messages/catalogue';
import type { Tone } from '../ui/badge';
import type { IconName } from '../ui/icon';

/** How each state of the link to the server is shown in the top bar. */
export const linkWords: Record<LinkState, { readonly word: MessageKey; readonly icon: IconName; readonly tone: Tone }> =
  {
    connecting: { word: 'link.connecting', icon: 'cable', tone: 'neutral' },
    live: { word: 'link.live', icon: 'cable', tone: 'shelf' },
    reconnecting: { word: 'link.reconnecting', icon: 'cut', tone: 'decide' },
    polling: { word: 'link.polling', icon: 'renew', tone: 'decide' },
    frozen: { word: 'link.frozen', icon: 'cut', tone: 'refused' },
  };
