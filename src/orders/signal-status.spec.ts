import { ticketIn } from './signal-status';

describe('ticketIn', () => {
  it.each([
    ['Order ticket: 123456789', '123456789'],
    ['order ticket 42', '42'],
    ['Ticket #18446744073709551615', '18446744073709551615'],
    ['Deal done, ticket:7.', '7'],
  ])('finds the ticket of %j', (message, ticket) => {
    expect(ticketIn(message)).toBe(ticket);
  });

  it.each([
    [null],
    [''],
    ['Not enough money'],
    ['ticket: none'],
    ['tickets 12'],
    ['ticket: 123456789012345678901'],
  ])('finds none in %j', (message) => {
    expect(ticketIn(message)).toBeNull();
  });
});
