let ahead = 0;

/** The local product's clock may be ahead of the browser's. */
export function setClockAhead(millis: number): void {
  ahead = millis;
}

/** The time of the product. */
export function now(): Date {
  return new Date(Date.now() + ahead);
}
