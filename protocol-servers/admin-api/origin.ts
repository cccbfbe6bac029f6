import type { Request } from 'express';

/**
 * Whether an unsafe request comes from our own pages. Browsers say it themselves (Sec-Fetch-Site, else Origin); what is
 * no browser says neither, and holds no cookie that a foreign page could make it send.
 */
export function isSameOrigin(request: Request, publicUrl: string): boolean {
  const site = request.get('Sec-Fetch-Site');
  if (site !== undefined) return site === 'same-origin';
  const origin = request.get('Origin');
  if (origin === undefined) return true;
  return origin === new URL(publicUrl).origin || origin === `${request.protocol}://${request.get('Host')}`;
}
