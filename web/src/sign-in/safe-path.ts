/** A path of this app to go on to; anything else is the front page, so that no sign-in can send a person elsewhere. */
export function safePath(path: string | undefined): string {
  return path?.startsWith('/') && !path.startsWith('//') && !path.startsWith('/aanmelden') ? path : '/';
}
