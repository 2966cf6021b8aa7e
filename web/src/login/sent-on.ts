const REMEMBERED = 'voronka.sent-on';
const A_MOMENT = 10_000;

/** Whether this tab was sent on from the sign-in page a moment ago, and has come back. */
export function wasSentOn(): boolean {
  return Date.now() - Number(sessionStorage.getItem(REMEMBERED) ?? 0) < A_MOMENT;
}

export function noteSentOn(): void {
  sessionStorage.setItem(REMEMBERED, String(Date.now()));
}
