// Generated from the backend by `npm run web:types`. Do not edit.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    AccountUpdated: {
      account_id: string;
      account_number: string;
      broker: string;
      server: string | null;
      currency: string;
      leverage: number | null;
      margin_mode: components['schemas']['MarginMode'] | null;
      auto_trading: boolean;
      permissions: components['schemas']['PermissionsBody'] | null;
      balance: number;
      equity: number;
      margin: number | null;
      margin_free: number | null;
      margin_level: number | null;
      profit: number | null;
      /** @description Null while no terminal has begun to tell its whole history. */
      history: components['schemas']['HistoryBody'] | null;
      updated_at: string;
      /** @description The connection that reported it; null while the account is being registered. */
      session_id: string | null;
    };
    /** @enum {string} */
    MarginMode: 'HEDGING' | 'NETTING' | 'EXCHANGE';
    PermissionsBody: {
      terminal_connected: boolean;
      terminal_trade_allowed: boolean;
      ea_trade_allowed: boolean;
      account_trade_allowed: boolean;
      account_trade_expert: boolean;
    };
    /** @description How much of its history a terminal has told: `progress` is a part of one. */
    HistoryBody: {
      complete: boolean;
      deals_told: number;
      deals_total: number;
      progress: number;
    };
    /** @description A switch was moved. That of the whole server is told to everybody who has an account. */
    TradingStateChanged: {
      scope: components['schemas']['StateScope'];
      account_id: string | null;
      state: components['schemas']['TradingState'];
      reason: string;
    };
    /** @enum {string} */
    StateScope: 'SERVER' | 'USER' | 'ACCOUNT';
    /** @enum {string} */
    TradingState: 'ACTIVE' | 'REDUCING' | 'HALTED';
    /** @description An account's equity guard went up or down its ladder. */
    GuardMoved: {
      account_id: string;
      from: components['schemas']['GuardStep'];
      to: components['schemas']['GuardStep'];
      /** @description The rule of which most is used up. */
      rule: string | null;
      /** @description Decimals as text, in the account's currency. */
      equity: string;
      floor: string | null;
      locked_until: string | null;
    };
    /** @enum {string} */
    GuardStep: 'CLEAR' | 'WARN' | 'REDUCE' | 'BLOCK' | 'FLATTEN' | 'LOCKED';
    /** @description A source ran away: nothing of it is opened on this account until a person releases it. */
    SourceLocked: {
      account_id: string;
      source: string;
      reason: string;
    };
    SessionNews: {
      session_id: string;
      account_id: string;
      account_number: string;
      broker: string;
      client: components['schemas']['SessionClient'];
      epoch: number;
      status: components['schemas']['SessionStatus'];
      last_seen_at: string;
      end_reason: components['schemas']['EndReason'] | null;
    };
    /** @enum {string} */
    SessionClient: 'seed' | 'connector';
    /** @enum {string} */
    SessionStatus: 'ACTIVE' | 'STALE' | 'DISCONNECTED' | 'FENCED' | 'EXPIRED';
    /** @enum {string} */
    EndReason: 'DISCONNECTED' | 'SUPERSEDED' | 'SILENT';
    OrderNews: {
      order_id: string;
      signal_id: number;
      account_id: string;
      session_id: string | null;
      action: components['schemas']['OrderAction'];
      side: components['schemas']['OrderSide'];
      symbol: string;
      volume: number;
      status: components['schemas']['OrderStatus'];
      filled_volume: number;
      fill_price: number | null;
      order_ticket: string | null;
      position_ticket: string | null;
      retcode: number | null;
      message: string | null;
    };
    /** @enum {string} */
    OrderAction: 'OPEN' | 'CLOSE';
    /**
     * @description The direction of the trade itself: a BUY position is closed by a SELL.
     * @enum {string}
     */
    OrderSide: 'BUY' | 'SELL';
    /** @enum {string} */
    OrderStatus:
      | 'READY'
      | 'SENT'
      | 'UNKNOWN'
      | 'FILLED'
      | 'PARTIALLY_FILLED'
      | 'REJECTED'
      | 'NOT_EXECUTED'
      | 'EXPIRED'
      | 'CANCELLED';
    /** @description Something happened that the order's state says could not. A person should look. */
    OrderAnomaly: {
      order_id: string;
      signal_id: number;
      account_id: string;
      session_id: string | null;
      action: components['schemas']['OrderAction'];
      side: components['schemas']['OrderSide'];
      symbol: string;
      volume: number;
      status: components['schemas']['OrderStatus'];
      filled_volume: number;
      fill_price: number | null;
      order_ticket: string | null;
      position_ticket: string | null;
      retcode: number | null;
      message: string | null;
      problem: string;
    };
    /** @description Our orders and the terminal's positions disagree, several complete lists in a row. A person should look. */
    BookDrifted: {
      account_id: string;
      symbol: string;
      /** @description In lots, a decimal as text. */
      difference: string;
      snapshots: number;
    };
    /** @description A position on the wire. */
    PositionBody: {
      ticket: string;
      identifier: string;
      account_id: string;
      symbol: string;
      type: components['schemas']['Side'];
      volume: number;
      open_price: number;
      current_price: number | null;
      sl: number | null;
      tp: number | null;
      profit: number;
      swap: number;
      commission: number;
      magic: string | null;
      comment: string | null;
      open_time: string;
      updated_at: string;
      status: components['schemas']['PositionStatus'];
      close_time: string | null;
      close_price: number | null;
      close_reason: string | null;
    };
    /** @enum {string} */
    Side: 'BUY' | 'SELL';
    /** @enum {string} */
    PositionStatus: 'OPEN' | 'CLOSED';
    /** @description New prices of positions whose terms are as they were: one piece of news for all of an account. */
    PositionsRepriced: {
      account_id: string;
      positions: {
        ticket: string;
        current_price: number | null;
        profit: number;
      }[];
    };
    SignalReceived: {
      signal_id: number;
      symbol: string;
      signal_type: components['schemas']['SignalType'];
      status: components['schemas']['SignalStatus'];
      code: string | null;
      signal_time: string;
      received_at: string;
    };
    /** @enum {string} */
    SignalType: 'BUY' | 'SELL' | 'CLOSE_BUY' | 'CLOSE_SELL';
    /** @enum {string} */
    SignalStatus:
      'PENDING' | 'EXECUTED' | 'PARTIALLY_EXECUTED' | 'REJECTED' | 'FAILED' | 'EXPIRED' | 'CANCELLED';
    SignalChanged: {
      signal_id: number;
      symbol: string;
      signal_type: components['schemas']['SignalType'];
      status: components['schemas']['SignalStatus'];
      code: string | null;
      message: string | null;
    };
  };
  responses: {
    /** @description account.updated */
    'account.updated': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'account.updated';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['AccountUpdated'];
        };
      };
    };
    /** @description risk.state_changed */
    'risk.state_changed': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'risk.state_changed';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['TradingStateChanged'];
        };
      };
    };
    /** @description risk.guard_moved */
    'risk.guard_moved': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'risk.guard_moved';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['GuardMoved'];
        };
      };
    };
    /** @description risk.source_locked */
    'risk.source_locked': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'risk.source_locked';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['SourceLocked'];
        };
      };
    };
    /** @description session.connected */
    'session.connected': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'session.connected';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['SessionNews'];
        };
      };
    };
    /** @description session.stale */
    'session.stale': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'session.stale';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['SessionNews'];
        };
      };
    };
    /** @description session.recovered */
    'session.recovered': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'session.recovered';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['SessionNews'];
        };
      };
    };
    /** @description session.fenced */
    'session.fenced': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'session.fenced';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['SessionNews'];
        };
      };
    };
    /** @description session.disconnected */
    'session.disconnected': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'session.disconnected';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['SessionNews'];
        };
      };
    };
    /** @description session.expired */
    'session.expired': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'session.expired';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['SessionNews'];
        };
      };
    };
    /** @description order.ready */
    'order.ready': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'order.ready';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['OrderNews'];
        };
      };
    };
    /** @description order.changed */
    'order.changed': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'order.changed';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['OrderNews'];
        };
      };
    };
    /** @description order.anomaly */
    'order.anomaly': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'order.anomaly';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['OrderAnomaly'];
        };
      };
    };
    /** @description risk.book_drift */
    'risk.book_drift': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'risk.book_drift';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['BookDrifted'];
        };
      };
    };
    /** @description position.opened */
    'position.opened': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'position.opened';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['PositionBody'];
        };
      };
    };
    /** @description position.updated */
    'position.updated': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'position.updated';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['PositionBody'];
        };
      };
    };
    /** @description position.closed */
    'position.closed': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'position.closed';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['PositionBody'];
        };
      };
    };
    /** @description positions.repriced */
    'positions.repriced': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'positions.repriced';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['PositionsRepriced'];
        };
      };
    };
    /** @description signal.received */
    'signal.received': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'signal.received';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['SignalReceived'];
        };
      };
    };
    /** @description signal.changed */
    'signal.changed': {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @description Where to go on after; null for a tick, which is not kept. */
          id: string | null;
          /** @constant */
          type: 'signal.changed';
          /** @description Version of the payload. */
          v: number;
          /**
           * Format: date-time
           * @description When the server learnt of it.
           */
          ts: string;
          /** Format: uuid */
          session_id: string | null;
          data: components['schemas']['SignalChanged'];
        };
      };
    };
    /** @description ready */
    ready: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @constant */
          type: 'ready';
          id: string;
        };
      };
    };
    /** @description refused */
    refused: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @constant */
          type: 'refused';
          code: string;
        };
      };
    };
    /** @description shutdown */
    shutdown: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @constant */
          type: 'shutdown';
          retry_in_ms: number;
        };
      };
    };
    /** @description pong */
    pong: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @constant */
          type: 'pong';
        };
      };
    };
    /** @description doorbell */
    doorbell: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @constant */
          type: 'doorbell';
        };
      };
    };
    /** @description ping */
    ping: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @constant */
          type: 'ping';
        };
      };
    };
    /** @description auth */
    auth: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': {
          /** @constant */
          type: 'auth';
          token: string;
          /** @description The last id seen. */
          after?: string;
        };
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
