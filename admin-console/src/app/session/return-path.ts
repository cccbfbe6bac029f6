/** The desk without its server: it may be opened though nobody can be asked who is there. */
export const offlinePath = '/guichet/secours';

/** The address of the sign-in page. */
export const signInPath = '/connexion';

/**
 * The page to go to after signing in: a path of this console, else the home page.
 * It comes from the address bar, so anything that a browser could take for another site is refused (open redirect).
 */
export function safeReturnPath(wanted: string | null | undefined): string {
  const isLocal = wanted?.startsWith('/') && !/^\/[/\\]/.test(wanted) && !/[\p{Cc}\\]/u.test(wanted);
  if (!wanted || !isLocal || wanted.split(/[?#]/)[0] === signInPath) return '/';
  return wanted;
}
