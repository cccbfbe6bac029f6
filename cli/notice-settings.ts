import { defaultNoticeSettings, type NoticeSettings } from '../core/notices/settings.ts';
import type { Config } from './config.ts';

/** When readers are told what, on this network: Message-IDs bear its domain name. */
export function noticeSettings({ repositoryId }: Pick<Config, 'repositoryId'>): NoticeSettings {
  return { ...defaultNoticeSettings, domain: repositoryId };
}
