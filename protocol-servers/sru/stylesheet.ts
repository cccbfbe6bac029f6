/**
 * The style sheet a client asks an answer to name: one on this server, null when it asks for none. A foreign one is told
 * (diagnostic 111), never named.
 */
export function stylesheetOf(asked: string | undefined, address: string): string | null | { readonly foreign: string } {
  if (asked === undefined) return null;
  const wanted = URL.canParse(asked, address) ? new URL(asked, address) : null;
  return wanted?.origin === new URL(address).origin ? asked : { foreign: asked };
}
