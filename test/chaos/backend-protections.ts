import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AccountsRepository } from '../../src/accounts/accounts.repository';
import { Mt5SessionService } from '../../src/mt5-session/mt5-session.service';
import { type Session } from '../../src/mt5-session/session';
import { type OrderReport } from '../../src/orders/evidence/report';
import { type Order } from '../../src/orders/order';
import { OrderReconciliation } from '../../src/orders/order-reconciliation';
import { OrderReports } from '../../src/orders/order-reports';
import { OrderWritesRepository } from '../../src/orders/order-writes.repository';
import { type Transaction, Transactions } from '../../src/platform/database/transactions';
import { SignalsRepository } from '../../src/signals/signals.repository';
import { SignalsService } from '../../src/signals/signals.service';
import { isProtection, type Protection } from './protections';

type Method = (this: never, ...parameters: never[]) => unknown;

const LATE_COMMIT_MS = 800;

/** Those that are a part of the backend's program: methods are replaced before it starts. */
const SWITCHES: Partial<Record<Protection, () => void>> = {
  claim: () => {
    editSql(SignalsRepository, 'claimUndecided', (sql) => sql.replace('FOR NO KEY UPDATE SKIP LOCKED', ''));
  },
  'account-lock': () => {
    editSql(AccountsRepository, 'lock', (sql) => sql.replace('FOR NO KEY UPDATE', ''));
    editSql(AccountsRepository, 'lockFree', (sql) => sql.replace('FOR NO KEY UPDATE SKIP LOCKED', ''));
  },
  commit: () => {
    answerEarly();
  },
  fence: () => {
    replace(Mt5SessionService, 'requireLive', holdAnyway);
    replace(Mt5SessionService, 'refusalOf', () => null);
  },
  binding: () => {
    editSql(OrderWritesRepository, 'deliver', (sql) =>
      sql.replace("(o.status = 'SENT' AND o.session_id = t.session_id", "(o.status = 'SENT'"),
    );
    replace(OrderReconciliation, 'takeOver', () => Promise.resolve());
  },
  takeover: () => {
    replace(OrderReconciliation, 'takeOver', () => Promise.resolve());
  },
  'report-once': () => {
    replace(OrderReports, 'causeOf', (report: OrderReport) => `report:${report.reportId}#${randomUUID()}`);
  },
  proof: () => {
    believeTheFirstLook();
  },
  sweep: () => {
    replace(SignalsService, 'hasUndecided', () => Promise.resolve(false));
  },
};

const undone: (() => void)[] = [];

export function switchOff(names: readonly string[]): void {
  for (const name of names) if (isProtection(name)) SWITCHES[name]?.();
}

/** Everything is as the product has it again. */
export function switchOn(): void {
  for (const undo of undone.splice(0).reverse()) undo();
}

interface Room {
  readonly name: string;
  readonly prototype: object;
}

function original(room: Room, method: string): Method {
  const found: unknown = Reflect.get(room.prototype, method);
  // A switch that switches nothing would call a protection useless.
  if (typeof found !== 'function') throw new Error(`${room.name} has no ${method}`);
  return found as Method;
}

function replace(room: Room, method: string, by: Method): void {
  const before = original(room, method);
  undone.push(() => Reflect.set(room.prototype, method, before));
  Reflect.set(room.prototype, method, by);
}

/** The method, in a transaction whose statements are edited on their way. */
function editSql(room: Room, method: string, edit: (sql: string) => string): void {
  const whole = original(room, method) as unknown as (tx: Transaction, ...rest: unknown[]) => unknown;
  replace(room, method, function edited(this: unknown, tx: Transaction, ...rest: unknown[]): unknown {
    const query: Transaction['query'] = (sql, parameters) => {
      if (edit(sql) === sql) throw new Error(`${room.name}.${method} does not say what is to be left out`);
      return tx.query(edit(sql), parameters);
    };
    return whole.call(this, { ...tx, query }, ...rest);
  });
}

async function holdAnyway(
  this: Mt5SessionService,
  userId: string,
  sessionId: string,
  { epoch }: { readonly epoch?: number } = {},
): Promise<Session> {
  const session = await this.find(userId, sessionId);
  return { ...session, status: 'ACTIVE', epoch: epoch ?? session.epoch };
}

/** The answer is given when the work is done, and the commit follows a moment later. */
function answerEarly(): void {
  const run = original(Transactions, 'run') as unknown as (
    work: (tx: Transaction) => Promise<unknown>,
  ) => Promise<unknown>;
  replace(
    Transactions,
    'run',
    function early(this: unknown, work: (tx: Transaction) => Promise<unknown>): Promise<unknown> {
      return new Promise((resolve, reject) => {
        run
          .call(this, async (tx) => {
            const result = await work(tx);
            resolve(result);
            await pause(LATE_COMMIT_MS);
            return result;
          })
          .catch(reject);
      });
    },
  );
}

interface Heard {
  readonly order: Order;
  readonly report: OrderReport;
}

/** As if another look had found nothing long before, and long after sending. */
function believeTheFirstLook(): void {
  const conclude = original(OrderReports, 'conclude') as unknown as (
    tx: Transaction,
    heard: Heard,
  ) => unknown;
  replace(OrderReports, 'conclude', function believe(this: unknown, tx: Transaction, heard: Heard): unknown {
    if (heard.report.state !== 'NOT_FOUND') return conclude.call(this, tx, heard);
    const order = { ...heard.order, sentAt: new Date(0) };
    return conclude.call(this, tx, { ...heard, order, looks: [new Date(3_600_000)] } as Heard);
  });
}
