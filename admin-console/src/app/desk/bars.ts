/** The bars and spaces of a Code 128 symbol (ISO/IEC 15417), one character a module: `1` is black. */
export async function code128(text: string): Promise<string> {
  const { default: drawBars } = await import('jsbarcode');
  const drawn: { encodings?: readonly { readonly data: string }[] } = {};
  drawBars(drawn, text, { format: 'CODE128' });
  return (drawn.encodings ?? []).map(({ data }) => data).join('');
}

/** Modules of white on each side, without which a scanner reads nothing (ISO/IEC 15417 §4.6). */
export const quietZone = 10;

/** Those bars as a path, one unit a module and one unit high. */
export function barsPath(modules: string): string {
  return [...modules.matchAll(/1+/g)]
    .map(({ index, 0: bar }) => `M${index + quietZone} 0h${bar.length}v1h-${bar.length}z`)
    .join('');
}
