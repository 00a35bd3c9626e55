import fc from 'fast-check';
import { sampleOrder, sampleReport, SENT_AT } from '../../../test/support/order-samples';
import { lots } from '../../money/quantity';
import { isExecuted, mayMove, ORDER_STATUSES, type OrderStatus } from '../order.state';
import { interpret } from './interpret';
import { REPORT_STATES, type ReportState } from './report';

const after = (ms: number): Date => new Date(SENT_AT.getTime() + ms);

describe('interpret', () => {
  const at = (now: Date, isHolder = true, looks: Date[] = []): Parameters<typeof interpret>[2] => ({
    isHolder,
    looks,
    now,
  });

  it.each<[ReportState, OrderStatus[]]>([
    ['RECEIVED', ['SENT']],
    ['PLACED', ['SENT']],
    ['FILLED', ['FILLED']],
    ['PARTIALLY_FILLED', ['PARTIALLY_FILLED']],
    ['REJECTED', ['REJECTED']],
    ['EXPIRED', ['EXPIRED']],
    ['CANCELLED', ['CANCELLED']],
    ['NOT_EXECUTED', ['UNKNOWN', 'NOT_EXECUTED']],
    ['UNKNOWN', ['UNKNOWN']],
    ['NOT_FOUND', ['UNKNOWN']],
  ])('takes %s from the holder of a sent order to %j', (state, steps) => {
    const report = sampleReport(state, { retcode: state === 'REJECTED' ? 10019 : null });
    expect(interpret(sampleOrder(), report, at(after(1000))).steps).toEqual(steps);
  });

  it.each<[ReportState, OrderStatus[]]>([
    ['FILLED', ['FILLED']],
    ['PARTIALLY_FILLED', ['PARTIALLY_FILLED']],
    ['REJECTED', ['REJECTED']],
    ['EXPIRED', ['NOT_EXECUTED']],
    ['CANCELLED', ['NOT_EXECUTED']],
    ['NOT_EXECUTED', ['NOT_EXECUTED']],
    ['UNKNOWN', ['UNKNOWN']],
    ['NOT_FOUND', ['UNKNOWN']],
  ])('takes %s from the holder of an order in doubt to %j', (state, steps) => {
    const report = sampleReport(state, { retcode: state === 'REJECTED' ? 10019 : null });
    expect(interpret(sampleOrder({ status: 'UNKNOWN' }), report, at(after(1000))).steps).toEqual(steps);
  });

  it.each(['REJECTED', 'EXPIRED', 'CANCELLED', 'NOT_EXECUTED', 'UNKNOWN', 'NOT_FOUND'] as const)(
    'never ends an order on the %s of somebody who does not hold it',
    (state) => {
      const { steps } = interpret(
        sampleOrder(),
        sampleReport(state, { retcode: 10019 }),
        at(after(1000), false),
      );
      expect(['SENT', 'UNKNOWN']).toContain(steps.at(-1));
    },
  );

  it('calls what was not sent cancelled when it had been asked back, and expired when its time was over', () => {
    const report = sampleReport('NOT_EXECUTED');
    const askedBack = sampleOrder({ cancelRequestedAt: after(500) });
    expect(interpret(askedBack, report, at(after(1000))).steps).toEqual(['CANCELLED']);
    expect(interpret(sampleOrder(), report, at(after(30_000))).steps).toEqual(['EXPIRED']);
  });

  it('doubts a refusal whose code proves nothing', () => {
    const report = sampleReport('REJECTED', { retcode: 10012 });
    expect(interpret(sampleOrder(), report, at(after(1000))).steps).toEqual(['UNKNOWN']);
  });

  it.each([
    ['one look, however late', 600_000, [], 'UNKNOWN'],
    ['two looks, the first too early', 100_000, [59_999], 'UNKNOWN'],
    ['two looks too close', 89_999, [60_000], 'UNKNOWN'],
    ['two looks, late enough and apart', 90_000, [60_000], 'NOT_EXECUTED'],
  ])('after %s an order in doubt is %s', (_, nowMs, looks, status) => {
    const order = sampleOrder({ status: 'UNKNOWN' });
    const { steps } = interpret(order, sampleReport('NOT_FOUND'), at(after(nowMs), true, looks.map(after)));
    expect(steps.at(-1)).toBe(status);
  });

  it('rings when what cannot be is reported', () => {
    const filled = sampleReport('FILLED', { volume: lots('0.4') });
    expect(interpret(sampleOrder({ status: 'EXPIRED' }), filled, at(after(1)))).toMatchObject({
      steps: ['EXPIRED'],
      anomaly: 'Executed, after it was EXPIRED',
    });
    expect(interpret(sampleOrder({ status: 'READY' }), filled, at(after(1), false))).toMatchObject({
      steps: ['SENT', 'FILLED'],
      anomaly: 'An order that was never handed out was executed',
    });
    const tooMuch = sampleReport('FILLED', { volume: lots('0.41') });
    expect(interpret(sampleOrder(), tooMuch, at(after(1))).anomaly).toBe(
      'More was executed than was ordered',
    );
    const executed = sampleOrder({ status: 'FILLED', filledVolume: lots('0.4') });
    expect(interpret(executed, sampleReport('REJECTED'), at(after(1))).anomaly).toContain(
      'after it was FILLED',
    );
    expect(interpret(executed, filled, at(after(1))).anomaly).toBeUndefined();
  });

  it('takes only steps that the table of states allows, whatever is reported by whomever and whenever', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ORDER_STATUSES),
        fc.constantFrom(...REPORT_STATES),
        fc.constantFrom(null, 10009, 10012, 10019, 99999),
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 3 }),
        fc.integer({ min: 0, max: 200_000 }),
        (status, state, retcode, isHolder, asked, looks, nowMs) => {
          const order = sampleOrder({ status, cancelRequestedAt: asked ? SENT_AT : null });
          const report = sampleReport(state, { retcode, volume: lots('0.4') });
          const { steps } = interpret(order, report, at(after(nowMs), isHolder, looks.map(after)));
          let from: OrderStatus = status;
          for (const to of steps) {
            expect(to === from || mayMove(from, to)).toBe(true);
            from = to;
          }
          // What was executed stays executed, and nothing that has ended is ever executed.
          if (isExecuted(from))
            expect(isExecuted(status) || mayMove(status, 'SENT') || mayMove(status, from)).toBe(true);
        },
      ),
    );
  });
});
