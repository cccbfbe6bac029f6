import { storage } from '../display/stored-choice';

const name = 'passerelle.session.end';

/** When the session ends, shared by the windows of this browser: what one of them asks puts the end off for all. */
export function storedEnd(): { read(): number; keep(end: number): void } {
  const read = (): number => {
    const end = Number(storage()?.getItem(name));
    return Number.isFinite(end) ? end : 0;
  };
  return {
    read,
    keep(end) {
      if (end > read()) storage()?.setItem(name, String(end));
    },
  };
}
