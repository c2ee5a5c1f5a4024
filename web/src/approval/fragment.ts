export type ApprovalKey = { school: string; request: string; token: string };

/** School, request and token from behind the `#` of a mail's link; they never reach a server in an address. */
export function readApprovalKey(hash: string): ApprovalKey | undefined {
  const values = new URLSearchParams(hash.replace(/^#/, ''));
  const school = values.get('school');
  const request = values.get('request');
  const token = values.get('token');
  return school && request && token ? { school, request, token } : undefined;
}
