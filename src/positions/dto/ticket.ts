/** A ticket as it is kept: a number, so `007` and `7` are the same one. */
export function canonicalTicket(ticket: string): string {
  return BigInt(ticket).toString();
}

/** MetaTrader writes "none" as 0. */
export function ticketOrNone(ticket: string | null | undefined): string | null {
  const canonical = ticket ? canonicalTicket(ticket) : '0';
  return canonical === '0' ? null : canonical;
}

/** A part of a cursor that is a ticket. */
export function isTicketPart(part: unknown): part is string {
  return typeof part === 'string' && /^\d{1,20}$/.test(part);
}
