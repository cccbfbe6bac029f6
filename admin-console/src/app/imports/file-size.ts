const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** The size of a file as people say it: `1,5 Mo`. */
export function fileSize(bytes: number, locale: string): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const style = { style: 'unit', unit: units[power], unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, style).format(bytes / 1000 ** power);
}
