// Generated from the backend by `npm run web:types`. Do not edit.
export interface paths {
  '/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How the service is doing
     * @description Losing Redis is `degraded`, and still 200: everything works, within each process.
     */
    get: operations['health_show'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the process is alive */
    get: operations['health_live'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether requests should be sent here */
    get: operations['health_ready'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/register': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make an account
     * @description A known e-mail address is answered as a new one is; a taken username is refused.
     */
    post: operations['auth_register'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/login': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Log in with a username or an e-mail address
     * @description Five wrong attempts at one name from one address close it to that address for 15 minutes.
     */
    post: operations['auth_login'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Exchange a refresh token for a new pair
     * @description Each refresh token is good once. Repeating it within 10 seconds gives the same next one, in case the answer was lost; using it later ends the login, because then two parties hold it. A login ends after 7 days without a refresh, and after 30 days in any case.
     */
    post: operations['auth_refresh'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/logout': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End a login
     * @description The login of this refresh token, or all of them. Access tokens made before are refused from now on.
     */
    post: operations['auth_logout'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who the caller is */
    get: operations['auth_me'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change the language, the time zone or the currency
     * @description What is absent stays as it is; null means as the browser, or each account, has it.
     */
    patch: operations['auth_changeMe'];
    trace?: never;
  };
  '/api/v1/auth/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change the password
     * @description Ends every login; the answer is a new one for the caller. API tokens go on.
     */
    post: operations['auth_password'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List API tokens, newest first, revoked ones included */
    get: operations['apiTokens_list'];
    put?: never;
    /**
     * Make an API token for a terminal or an integration
     * @description The token is in this answer and in no other: only its hash is kept.
     */
    post: operations['apiTokens_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/tokens/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke an API token
     * @description It is refused everywhere within 5 seconds.
     */
    delete: operations['apiTokens_revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the logins that are going on, the latest first
     * @description Each is one browser or program that was let in by the password.
     */
    get: operations['sessions_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/sessions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * End one login
     * @description It cannot be renewed any more, and access tokens made before are refused at once, in other processes within 5 seconds. The other logins renew theirs without noticing.
     */
    delete: operations['sessions_end'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mt5/connect': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Open a session
     * @description It shuts out the older session of the account. The same `instance_id` gets its session back in the next epoch.
     */
    post: operations['sync_connect'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mt5/ping': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Say that the terminal is there */
    post: operations['sync_ping'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mt5/sync': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Report everything, get everything
     * @description The connector’s one call per cycle. A repeated `seq` gets the stored answer.
     */
    post: operations['sync_sync'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mt5/disconnect': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End a session
     * @description A terminal says goodbye, with what it counted. Saying it twice changes nothing.
     */
    post: operations['mt5Session_disconnect'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mt5/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List sessions, the newest connection first */
    get: operations['mt5Session_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mt5/account/update': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Report an account's money
     * @description A figure that is absent stays as it was. `applied` is false when a newer report of the same connection was applied before: this one is kept as history only.
     */
    post: operations['accounts_update'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mt5/account/{session_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The account of a session, as last reported */
    get: operations['accounts_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mt5/symbols': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Report the conditions of symbols
     * @description Sizes are computed with these from then on, instead of the house's catalogue.
     */
    post: operations['accounts_reportSymbols'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/positions/update': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Report all open positions
     * @description What is new was opened, what differs was changed, what is missing was closed. `applied` is false when a newer list of the same session was applied before.
     */
    post: operations['positions_update'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/positions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List open positions, or closed ones, the newest first */
    get: operations['positions_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/deals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Report deals of the history
     * @description Each is kept once. `last_deal_ticket` is the highest one known: go on from there.
     */
    post: operations['positions_reportDeals'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List deals, the latest first */
    get: operations['positions_history'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/trades': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List closed trades, the last closed first
     * @description A trade is the life of a position, from its first deal to the one that closes it; a netting position that was turned round is several. `net` is what it brought after all costs.
     */
    get: operations['trades_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/trades/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All closed trades as a file
     * @description As CSV (RFC 4180, UTF-8) or JSON, the oldest first, in one answer of any size. Text that a spreadsheet would take
     *     for a formula begins with an apostrophe.
     */
    get: operations['trades_exportTrades'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/history/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All deals as a file
     * @description As CSV (RFC 4180, UTF-8) or JSON, the oldest first, in one answer of any size. Text that a spreadsheet would take
     *     for a formula begins with an apostrophe.
     */
    get: operations['trades_exportDeals'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/signals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List signals, the newest first */
    get: operations['signals_list'];
    put?: never;
    /**
     * Send a signal
     * @description Stored before it is answered. A repetition, by its key or by its fields, answers 200 with the same body and `Idempotency-Replayed: true`. A signal that the rules refuse is recorded and answered all the same.
     */
    post: operations['signals_receive'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/accounts/{accountId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Switch automatic trading of one account
     * @description Off, only signals that name this account are traded on it. What is open stays open.
     */
    patch: operations['accountSettings_change'];
    trace?: never;
  };
  '/api/v1/risk/rule-packs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The loss rules that are known by name */
    get: operations['equityGuard_packs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/accounts/{accountId}/equity-guard': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How an account’s equity stands to its loss rules
     * @description With the floor of each, the distance to it, and what the next reset would make of it.
     */
    get: operations['equityGuard_standing'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/accounts/{accountId}/equity-guard/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * How an account would stand to other loss rules
     * @description Their floors, the distance to each and what the next reset would make of it. Nothing is saved.
     */
    post: operations['equityGuard_preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/accounts/{accountId}/equity-guard/lift': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Lift the guard’s lock before its time
     * @description It needs the password, or a login of the last five minutes. While a floor is broken the guard acts again.
     */
    post: operations['equityGuard_lift'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/accounts/{accountId}/risk-profile': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How much an account may risk */
    get: operations['guard_profile'];
    /** Choose how much an account may risk, under the ceilings of the server */
    put: operations['guard_choose'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/risk/state': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether trading is stopped, and by whom */
    get: operations['guard_state'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/accounts/{accountId}/source-locks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Sources that ran away on this account, and wait for a person */
    get: operations['sourceLocks_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/accounts/{accountId}/source-locks/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let a source trade again, with a reason */
    post: operations['sourceLocks_release'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/risk/kill': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Stop trading at once
     * @description It holds from the next decision and the next delivery on. What no terminal was handed is cancelled; what one has is asked back with its next call. `close_all` closes what is open, too.
     */
    post: operations['killSwitch_kill'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/risk/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Let trading go on
     * @description It needs the password, or a login of the last five minutes.
     */
    post: operations['killSwitch_resume'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/orders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List orders, the newest first */
    get: operations['orders_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/orders/{orderId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One order with everything that ever happened to it */
    get: operations['orders_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/orders/{orderId}/resolve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say what became of an order in doubt
     * @description For an order of which no terminal will tell any more. Look into the account first: it is believed.
     */
    post: operations['orders_resolve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/signals/pending': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The orders this session is to execute
     * @description From the first time on they are this session’s own. The same list comes again, marked `possible_resend`, until the status of each is reported.
     */
    get: operations['signalOrders_listPending'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/signals/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What would become of a signal if it were sent now
     * @description The decision of each account, with its numbers, under its own profile or one that is proposed. Nothing is stored and nothing is traded.
     */
    post: operations['signalOrders_preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/signals/{signalId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One signal with its decision, account by account and step by step
     * @description In English or French, by `lang` or the header `Accept-Language`.
     */
    get: operations['signalOrders_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/signals/{signalId}/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The decision made again from what was stored, under this profile or another
     * @description Nothing is traded. `same` says whether the answer is the original one, to the last number.
     */
    get: operations['signalOrders_replay'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/signals/{signalId}/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Report what the terminal did with a signal
     * @description `applied` is false when it was known already, or came after the end and is kept as evidence.
     */
    post: operations['signalOrders_reportStatus'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trading/signals/{signalId}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take a signal back
     * @description What a terminal has already been handed counts as cancelled when the terminal says so.
     */
    post: operations['signalOrders_cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stats': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How many signals, sessions and positions the caller has */
    get: operations['stats_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stats/performance': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How accounts did, by their closed trades
     * @description Ratios are parts of one: 0.05 is five percent. A figure is null where it cannot be computed; `not_enough` lists those that are null because there are too few trades or days. docs/statistics.md defines every figure.
     */
    get: operations['stats_performance'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stats/breakdown': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Closed trades by symbol, side, hour, weekday, month, strategy, source or exit */
    get: operations['stats_breakdown'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stats/days': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Accounts day by day: trades closed, the balance, deposits and withdrawals
     * @description Days are of UTC; those without a deal are left out. `profit` is what the trades closed then brought.
     */
    get: operations['stats_days'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stats/equity': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * An account's balance and equity over time, the oldest first
     * @description A bucket in which no terminal reported is left out: the last one before it still holds.
     */
    get: operations['stats_equity'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    RegisterDto: {
      /** Format: email */
      email: string;
      username: string;
      /** Format: password */
      password: string;
      /** @enum {string|null} */
      language?: 'en' | 'fr' | null;
    };
    RegisteredAnswer: {
      id: string;
      email: string;
      username: string;
      /** Format: date-time */
      created_at: string;
    };
    LoginDto: {
      /** @description The username, or the e-mail address */
      username: string;
      /** Format: password */
      password: string;
    };
    TokenPairAnswer: {
      access_token: string;
      /** @constant */
      token_type: 'bearer';
      expires_in: number;
      refresh_token: string;
    };
    RefreshDto: {
      refresh_token: string;
    };
    LogoutDto: {
      refresh_token?: string | null;
    };
    LoggedOutAnswer: {
      /** @constant */
      status: 'LOGGED_OUT';
    };
    MeAnswer: {
      /** @enum {string} */
      language: 'en' | 'fr';
      time_zone: string | null;
      currency: string | null;
      id: string;
      email: string;
      username: string;
      /** Format: date-time */
      created_at: string;
    };
    ChangeProfileDto: {
      /** @enum {string|null} */
      language?: 'en' | 'fr' | null;
      time_zone?: string | null;
      currency?: string | null;
    };
    ChangePasswordDto: {
      /** Format: password */
      current_password: string;
      /** Format: password */
      new_password: string;
    };
    CreateApiTokenDto: {
      name: string;
      scopes: ('terminal' | 'signals:write' | 'read')[];
      /** Format: date-time */
      expires_at?: string | null;
    };
    CreatedApiTokenAnswer: {
      id: string;
      name: string;
      scopes: ('terminal' | 'signals:write' | 'read')[];
      token: string;
      prefix: string;
      last_four: string;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      expires_at: string | null;
    };
    ApiTokenAnswer: {
      id: string;
      name: string;
      scopes: ('terminal' | 'signals:write' | 'read')[];
      prefix: string;
      last_four: string;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      last_used_at: string | null;
      /** Format: date-time */
      expires_at: string | null;
      /** Format: date-time */
      revoked_at: string | null;
    };
    ApiTokenPage: {
      data: components['schemas']['ApiTokenAnswer'][];
      next_cursor: string | null;
    };
    SessionAnswer: {
      id: string;
      current: boolean;
      browser: string | null;
      system: string | null;
      client_ip: string | null;
      /** Format: date-time */
      logged_in_at: string;
      /** Format: date-time */
      last_used_at: string;
      /** Format: date-time */
      expires_at: string;
    };
    SessionPage: {
      data: components['schemas']['SessionAnswer'][];
      next_cursor: string | null;
    };
    ConnectDto: {
      balance: number;
      equity: number;
      margin?: number | null;
      margin_free?: number | null;
      margin_level?: number | null;
      profit?: number | null;
      account_number: string;
      broker: string;
      currency: string;
      instance_id?: Record<string, never> | null;
      server?: string | null;
      account_name?: string | null;
      leverage?: number | null;
      currency_digits?: number | null;
      /** @enum {string|null} */
      margin_mode?: 'HEDGING' | 'NETTING' | 'EXCHANGE' | null;
      interval_ms?: number | null;
      ea_version?: string | null;
      terminal_build?: number | null;
      permissions?: Record<string, never> | null;
      clock?: Record<string, never> | null;
    };
    PingDto: {
      /** Format: uuid */
      session_id: string;
      /** Format: date-time */
      timestamp?: string | null;
      balance?: number | null;
      equity?: number | null;
      margin?: number | null;
      margin_free?: number | null;
      margin_level?: number | null;
      profit?: number | null;
    };
    PositionDto: {
      ticket: string;
      identifier?: string | null;
      symbol: string;
      /** @enum {string} */
      type: 'BUY' | 'SELL';
      volume: number;
      open_price: number;
      current_price?: number | null;
      sl?: number | null;
      tp?: number | null;
      profit: number;
      swap?: number | null;
      commission?: number | null;
      magic?: string | null;
      comment?: string | null;
      /** Format: date-time */
      open_time: string;
    };
    MovedPositionDto: {
      ticket: string;
      current_price: number;
      profit: number;
    };
    DealDto: {
      ticket: string;
      order?: string | null;
      position?: string | null;
      symbol?: string | null;
      type: string;
      /** @enum {string} */
      entry: 'IN' | 'OUT' | 'INOUT' | 'OUT_BY' | 'NONE';
      volume: number;
      price?: number | null;
      profit: number;
      swap?: number | null;
      commission?: number | null;
      fee?: number | null;
      magic?: string | null;
      comment?: string | null;
      reason?: Record<string, never> | null;
      /** Format: date-time */
      time: string;
      broker_time?: Record<string, never> | null;
    };
    ReportDto: {
      report_id: string;
      order_id: string;
      /** @enum {string} */
      state:
        | 'RECEIVED'
        | 'PLACED'
        | 'FILLED'
        | 'PARTIALLY_FILLED'
        | 'REJECTED'
        | 'EXPIRED'
        | 'CANCELLED'
        | 'NOT_EXECUTED'
        | 'UNKNOWN'
        | 'NOT_FOUND';
      retcode?: number | null;
      order_ticket?: string | null;
      deal_ticket?: string | null;
      position_ticket?: string | null;
      volume?: number | null;
      price?: number | null;
      message?: string | null;
      age_ms?: number | null;
    };
    QuoteDto: {
      symbol: string;
      bid: number;
      ask: number;
      /** Format: date-time */
      time: string;
    };
    SyncDto: {
      /** Format: uuid */
      session_id: string;
      epoch: number;
      seq: number;
      account?: Record<string, never> | null;
      permissions?: Record<string, never> | null;
      complete?: boolean | null;
      positions?: components['schemas']['PositionDto'][] | null;
      moved?: components['schemas']['MovedPositionDto'][] | null;
      deals?: components['schemas']['DealDto'][] | null;
      history?: Record<string, never> | null;
      reports?: components['schemas']['ReportDto'][] | null;
      quotes?: components['schemas']['QuoteDto'][] | null;
      clock?: Record<string, never> | null;
    };
    DisconnectDto: {
      /** Format: uuid */
      session_id: string;
      /** Format: date-time */
      timestamp?: string | null;
      total_signals_sent?: number | null;
      total_signals_received?: number | null;
      total_orders_executed?: number | null;
      total_errors?: number | null;
    };
    UpdateAccountDto: {
      balance: number;
      equity: number;
      margin?: number | null;
      margin_free?: number | null;
      margin_level?: number | null;
      profit?: number | null;
      /** Format: uuid */
      session_id: string;
      /** Format: date-time */
      timestamp?: string | null;
    };
    SymbolDto: {
      symbol: string;
      digits: number;
      point: number;
      tick_size: number;
      tick_value_profit: number;
      tick_value_loss: number;
      contract_size: number;
      volume_min: number;
      volume_max: number;
      volume_step: number;
      volume_limit: number;
      stops_level_points: number;
      freeze_level_points: number;
      calc_mode: string;
      trade_mode: string;
      execution_mode: string;
      filling_modes: string[];
      currency_base: string;
      currency_profit: string;
      currency_margin: string;
      margin_initial: number;
      margin_maintenance: number;
      margin_rate_buy?: number | null;
      margin_rate_sell?: number | null;
      bid?: number | null;
      ask?: number | null;
      /** Format: date-time */
      quoted_at?: string | null;
    };
    ReportSymbolsDto: {
      /** Format: uuid */
      session_id: string;
      symbols: components['schemas']['SymbolDto'][];
    };
    UpdatePositionsDto: {
      /** Format: uuid */
      session_id: string;
      /** Format: date-time */
      timestamp?: string | null;
      complete?: boolean | null;
      positions_total?: number | null;
      positions: components['schemas']['PositionDto'][];
    };
    ReportDealsDto: {
      /** Format: uuid */
      session_id: string;
      deals: components['schemas']['DealDto'][];
    };
    ReceiveSignalDto: {
      symbol: string;
      /** @enum {string} */
      signal_type: 'BUY' | 'SELL' | 'CLOSE_BUY' | 'CLOSE_SELL';
      entry_price?: number | null;
      stop_loss?: number | null;
      take_profit?: number | null;
      volume?: number | null;
      timeframe?: string | null;
      confidence?: number | null;
      /** Format: date-time */
      signal_time: string;
      client_signal_id?: string | null;
      strategy?: string | null;
      /** Format: uuid */
      session_id?: string | null;
      account_number?: string | null;
      /** Format: uuid */
      source_session_id?: string | null;
    };
    AccountSettingsDto: {
      auto_trading: boolean;
    };
    GuardRuleDto: {
      /** @enum {string} */
      scope: 'DAILY' | 'TOTAL';
      /** @enum {string} */
      anchor: 'BALANCE' | 'EQUITY' | 'HIGHER' | 'INITIAL' | 'HIGH_WATER_END_OF_DAY' | 'HIGH_WATER_INTRADAY';
      reset?: Record<string, never> | null;
      lock_at?: number | null;
      /** @enum {string|null} */
      action?: 'BLOCK' | 'FLATTEN' | null;
    };
    GuardSettingsDto: {
      /** @enum {string} */
      pack:
        | 'own'
        | 'ftmo-2-step'
        | 'ftmo-1-step'
        | 'the5ers-high-stakes'
        | 'quantum-1-step'
        | 'my-forex-funds'
        | 'fintokei-protrader'
        | 'breakout'
        | 'itrader-global'
        | 'origin-fx'
        | 'dominion'
        | 'intraday-trailing'
        | 'end-of-day-trailing';
      initial_balance: number;
      /** Format: date-time */
      started_at?: string | null;
      rules?: components['schemas']['GuardRuleDto'][] | null;
      ladder?: Record<string, never> | null;
    };
    LiftGuardDto: {
      reason: string;
      /** Format: password */
      password?: string | null;
    };
    SymbolPairDto: {
      signal: string;
      account: string;
    };
    RiskProfileDto: {
      risk_percent: number;
      max_open_positions: number;
      opening_ttl_seconds: number;
      sizing?: Record<string, never> | null;
      limits?: Record<string, never> | null;
      symbol_map?: components['schemas']['SymbolPairDto'][] | null;
      /** @enum {string|null} */
      closes?: 'OWN' | 'ALL' | null;
      guard?: Record<string, never> | null;
    };
    ReleaseSourceDto: {
      source: string;
      reason: string;
    };
    KillDto: {
      /** Format: uuid */
      account_id?: string | null;
      reason: string;
      /** @enum {string|null} */
      mode?: 'HALTED' | 'REDUCING' | null;
      close_all?: boolean | null;
    };
    ResumeDto: {
      /** Format: uuid */
      account_id?: string | null;
      reason: string;
      /** Format: password */
      password?: string | null;
    };
    ResolveOrderDto: {
      /** @enum {string} */
      outcome: 'FILLED' | 'REJECTED' | 'NOT_EXECUTED';
      reason: string;
      position_ticket?: string | null;
      volume?: number | null;
      price?: number | null;
    };
    PreviewSignalDto: {
      symbol: string;
      /** @enum {string} */
      signal_type: 'BUY' | 'SELL' | 'CLOSE_BUY' | 'CLOSE_SELL';
      entry_price?: number | null;
      stop_loss?: number | null;
      take_profit?: number | null;
      volume?: number | null;
      timeframe?: string | null;
      confidence?: number | null;
      /** Format: date-time */
      signal_time: string;
      client_signal_id?: string | null;
      strategy?: string | null;
      /** Format: uuid */
      session_id?: string | null;
      account_number?: string | null;
      /** Format: uuid */
      source_session_id?: string | null;
      risk_profile?: Record<string, never> | null;
    };
    ReportStatusDto: {
      signal_id?: number | null;
      /** @enum {string} */
      status: 'EXECUTED' | 'PARTIALLY_EXECUTED' | 'REJECTED' | 'FAILED' | 'EXPIRED' | 'CANCELLED';
      message?: string | null;
      /** Format: date-time */
      timestamp?: string | null;
      /** Format: uuid */
      session_id?: string | null;
    };
    AccountFiguresBody: {
      start_balance: number;
      end_balance: number;
      deposits: number;
      withdrawals: number;
      credit: number;
      charges: number;
      /** @description What positions that are still open have brought so far. */
      realized_of_open: number;
      absolute_gain: number | null;
      daily_gain: number | null;
      monthly_gain: number | null;
      cagr: number | null;
      calmar_ratio: number | null;
      sharpe_ratio: number | null;
      sortino_ratio: number | null;
      recovery_factor: number | null;
      balance_drawdown: components['schemas']['DrawdownsBody'];
      equity_drawdown: components['schemas']['DrawdownsBody'] | null;
      greatest_daily_drawdown: components['schemas']['DailyDrawdownBody'] | null;
      risk_of_ruin:
        | {
            loss: number;
            probability: number;
          }[]
        | null;
    };
    AccountOfSession: {
      session_id: string;
      /** @description How far the broker's clock is ahead of UTC; null until the terminal says. */
      broker_utc_offset_seconds: number | null;
      account_id: string;
      account_number: string;
      broker: string;
      server: string | null;
      currency: string;
      leverage: number | null;
      /** @enum {string|null} */
      margin_mode: 'HEDGING' | 'NETTING' | 'EXCHANGE' | null;
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
    };
    AccountPreview: {
      account_id: string;
      account_number: string;
      currency: string;
      /** @enum {string} */
      outcome: 'ORDERED' | 'DENIED' | 'TOOK_BACK';
      code: string | null;
      message: string | null;
      /** @description As the account calls it. */
      symbol: string;
      volume: number | null;
      /** @description The price that the risk is measured from, and the stop, which a policy may have imposed. */
      entry_price: number | null;
      stop_loss: number | null;
      /** @description What the stop would cost, and the margin that would be bound, in the account's currency. */
      risk_money: number | null;
      margin_money: number | null;
      quote: {
        bid: number;
        ask: number;
        /** Format: date-time */
        at: string;
      } | null;
      tick_size: number | null;
      rules: components['schemas']['RuleVerdictView'][];
      steps: components['schemas']['StepView'][];
    };
    AccountSettingsView: {
      account_id: string;
      auto_trading: boolean;
    };
    BreakdownBody: {
      account_id: string;
      currency: string;
      /** @enum {string} */
      by: 'symbol' | 'side' | 'hour' | 'weekday' | 'month' | 'strategy' | 'source' | 'close_reason';
      /** @enum {string} */
      clock: 'utc' | 'broker';
      groups: components['schemas']['GroupBody'][];
    };
    BucketBody: {
      time: string;
      samples: number;
      balance: components['schemas']['LevelsBody'];
      equity: components['schemas']['LevelsBody'];
    };
    ConnectedView: {
      session_id: string;
      account_id: string;
      epoch: number;
      /** @enum {string} */
      status: 'ACTIVE' | 'STALE' | 'DISCONNECTED' | 'FENCED' | 'EXPIRED';
      last_seq: number;
      next_sync_ms: number;
      symbols_wanted: string[];
      last_deal_ticket: string | null;
      /** @description The whole history is wanted, from this time of the broker's clock on (null: from its beginning); null: it is told. */
      history_wanted: {
        from: string | null;
      } | null;
      reconcile: components['schemas']['QuestionView'][];
      /** Format: date-time */
      server_time: string;
    };
    CountersBody: {
      total_signals_sent: number;
      total_signals_received: number;
      total_orders_executed: number;
      total_errors: number;
    };
    DailyDrawdownBody: {
      day: string;
      money: number;
      ratio: number;
      /** @enum {string} */
      on: 'balance' | 'equity';
    };
    DayBalanceBody: {
      start: number;
      min: number;
      max: number;
      last: number;
      /** @description What the day did to the balance, deposits and withdrawals left out. */
      result: number;
    };
    DayBody: {
      day: string;
      /** @description Closed on this day, and what they brought over their whole lives. */
      trades: number;
      won_trades: number;
      lost_trades: number;
      profit: number;
      /** @description Null when one symbol was asked for: a balance belongs to no symbol. */
      balance: components['schemas']['DayBalanceBody'] | null;
      flows: components['schemas']['FlowBody'][];
    };
    DaysBody: {
      account_id: string;
      currency: string;
      symbol: string | null;
      days: components['schemas']['DayBody'][];
    };
    DealBody: {
      ticket: string;
      account_id: string;
      order: string | null;
      position: string | null;
      symbol: string | null;
      type: string;
      /** @enum {string} */
      entry: 'IN' | 'OUT' | 'INOUT' | 'OUT_BY' | 'NONE';
      volume: number;
      price: number | null;
      profit: number;
      swap: number;
      commission: number;
      fee: number;
      magic: string | null;
      comment: string | null;
      reason: string | null;
      time: string;
      broker_time: string | null;
      /**
       * @description How `time` became UTC.
       * @enum {string}
       */
      time_basis: 'MEASURED' | 'DERIVED' | 'ASSUMED' | 'TOLD';
      received_at: string;
    };
    DecisionView: {
      account_id: string;
      account_number: string | null;
      /** @enum {string} */
      outcome: 'ORDERED' | 'DENIED' | 'TOOK_BACK';
      code: string | null;
      /** @description The whole reason in one sentence; null for a close, which needs none. */
      message: string | null;
      order_id: string | null;
      /** @enum {string|null} */
      order_status:
        | 'EXPIRED'
        | 'READY'
        | 'SENT'
        | 'CANCELLED'
        | 'FILLED'
        | 'PARTIALLY_FILLED'
        | 'REJECTED'
        | 'UNKNOWN'
        | 'NOT_EXECUTED'
        | null;
      volume: number | null;
      symbol: components['schemas']['SymbolMatch'] | null;
      rules: components['schemas']['RuleVerdictView'][];
      steps: components['schemas']['StepView'][];
      /** @description Account, symbol, quotes, book and profile as they were; null for a close. */
      inputs: {
        [key: string]: unknown;
      } | null;
    };
    DisconnectedBody: {
      session_id: string;
      /** @enum {string} */
      status: 'ACTIVE' | 'STALE' | 'DISCONNECTED' | 'FENCED' | 'EXPIRED';
      server_time: string;
    };
    DrawdownBody: {
      money: number;
      ratio: number;
      peak_time: string;
      trough_time: string;
      recovered_time: string | null;
    };
    DrawdownsBody: {
      /** @description Greatest in money. */
      deepest: components['schemas']['DrawdownBody'] | null;
      /** @description Greatest in proportion. */
      steepest: components['schemas']['DrawdownBody'] | null;
      current_money: number;
      longest_underwater_ms: number;
    };
    EquityGuardView: {
      account_id: string;
      currency: string;
      balance: number;
      equity: number;
      /** @enum {string} */
      step: 'BLOCK' | 'FLATTEN' | 'CLEAR' | 'WARN' | 'REDUCE' | 'LOCKED';
      /** @description Part of the usual risk that may be taken now. */
      risk_factor: number;
      rules: components['schemas']['GuardRuleStanding'][];
      lock: {
        rule: string;
        /** Format: date-time */
        since: string;
        /** Format: date-time */
        until: string | null;
      } | null;
      /** @enum {string|null} */
      problem: 'EQUITY_UNKNOWN' | 'RULE_UNUSABLE' | null;
      day: {
        /** Format: date-time */
        started_at: string;
        start_balance: number | null;
        cash_flow: number;
        estimated: boolean;
      };
    };
    ExtremeBody: {
      net: number;
      position: string;
      leg: number;
      close_time: string;
    };
    Finding: {
      /**
       * @description `degraded`: we go on without it, with less. `absent`: it is not configured, and not missed.
       * @enum {string}
       */
      status: 'degraded' | 'up' | 'absent' | 'down';
    } & {
      [key: string]: unknown;
    };
    FlowBody: {
      time: string;
      amount: number;
    };
    GroupBody: {
      /** @description `EURUSD`, `BUY`, `09`, `1` (Monday) to `7`, `2025-10`, a strategy, a source; null where a trade has none. */
      key: string | null;
      trades: number;
      won_trades: number;
      lost_trades: number;
      win_rate: number | null;
      profit: number;
      gross_profit: number;
      gross_loss: number;
      profit_factor: number | null;
      payoff: number | null;
      expectancy: number | null;
      average_r: number | null;
      lots: number;
      average_holding_ms: number | null;
    };
    GuardRuleStanding: {
      rule: string;
      /** @enum {string} */
      scope: 'DAILY' | 'TOTAL';
      anchor: number;
      floor: number;
      /** @description Equity minus floor; negative when broken. */
      distance: number;
      /** @description Part of the allowed loss that is used: 0 at the anchor, 1 at the floor. */
      used: number;
      is_broken: boolean;
      /** @description Equity at and below which nothing is opened, and at which the last rung is reached. */
      blocks_at: number;
      acts_at: number;
      /** @enum {string} */
      step: 'BLOCK' | 'FLATTEN' | 'CLEAR' | 'WARN' | 'REDUCE' | 'LOCKED';
      /** @description The anchor was not stored close enough to its instant to be sure. */
      estimated: boolean;
      /** @description What the next reset makes of the balance and floating result of now. */
      at_next_reset: {
        /** Format: date-time */
        at: string;
        floor: number;
        is_broken: boolean;
      } | null;
    };
    GuardRuleView: {
      id: string;
      /** @enum {string} */
      scope: 'DAILY' | 'TOTAL';
      /** @enum {string} */
      anchor: 'BALANCE' | 'EQUITY' | 'HIGHER' | 'INITIAL' | 'HIGH_WATER_END_OF_DAY' | 'HIGH_WATER_INTRADAY';
      amount: {
        /** @enum {string} */
        kind: 'PERCENT' | 'MONEY';
        percent?: number;
        /** @enum {string} */
        of?: 'INITIAL' | 'ANCHOR';
        money?: number;
      };
      reset: {
        time: string;
        zone: string;
      } | null;
      lock_at: number | null;
      /** @enum {string} */
      action: 'BLOCK' | 'FLATTEN';
    };
    GuardSettingsView: {
      initial_balance: number;
      /** Format: date-time */
      started_at: string;
      pack: string;
      name: string;
      rules: components['schemas']['GuardRuleView'][];
      ladder: {
        warn_at: number;
        reduce_at: number;
        reduce_to: number;
        block_at: number;
        flatten_at: number;
      };
      /** @description What the publisher does not say, or leaves to its customer: confirm it before relying on it. */
      to_confirm: string[];
    };
    HealthReport: {
      /** @enum {string} */
      status: 'ok' | 'degraded' | 'error' | 'stopping';
      version: string;
      uptime_seconds: number;
      server_time: string;
      checks: {
        [key: string]: components['schemas']['Finding'];
      };
    };
    HistoryBody: {
      complete: boolean;
      deals_told: number;
      deals_total: number;
      progress: number;
    };
    KilledView: {
      /** @description Orders that no terminal had been handed. */
      cancelled_orders: number;
      /** @description Orders that their terminals are asked back. */
      recalled_orders: number;
      /** @enum {string} */
      scope: 'SERVER' | 'USER' | 'ACCOUNT';
      account_id: string | null;
      /** @enum {string} */
      state: 'ACTIVE' | 'REDUCING' | 'HALTED';
      reason: string;
      /**
       * @description Its owner, this house itself, or whoever runs the server.
       * @enum {string}
       */
      by: 'PERSON' | 'SYSTEM' | 'OPERATOR';
      /** Format: date-time */
      changed_at: string;
    };
    LevelsBody: {
      start: number;
      min: number;
      max: number;
      avg: number;
      last: number;
    };
    LimitsView: {
      max_account_age_seconds: number;
      max_signal_age_seconds: number;
      max_signal_ahead_seconds: number;
      symbols: string[] | null;
      min_gap_seconds: number | null;
      collar_forex_percent: number | null;
      collar_other_percent: number | null;
      max_quote_age_seconds: number;
      min_reward_risk: number | null;
      min_confidence: number | null;
      max_notional: number | null;
      max_notional_times_equity: number | null;
      orders_per_second: number | null;
      orders_per_minute: number | null;
      orders_per_day: number | null;
      max_open_per_symbol: number | null;
      max_total_risk_percent: number | null;
      max_unprotected_positions: number;
      max_daily_loss_percent: number | null;
      min_margin_level_percent: number | null;
      source_executions: components['schemas']['RateView'] | null;
      source_stop_outs: components['schemas']['RateView'] | null;
      max_unknown_orders: number;
    };
    NotEnough: {
      figure: string;
      needs: number;
      has: number;
      /** @enum {string} */
      unit: 'trades' | 'days';
    };
    OrderEventView: {
      seq: number;
      /** @enum {string|null} */
      from:
        | 'EXPIRED'
        | 'READY'
        | 'SENT'
        | 'CANCELLED'
        | 'FILLED'
        | 'PARTIALLY_FILLED'
        | 'REJECTED'
        | 'UNKNOWN'
        | 'NOT_EXECUTED'
        | null;
      /** @enum {string} */
      to:
        | 'EXPIRED'
        | 'READY'
        | 'SENT'
        | 'CANCELLED'
        | 'FILLED'
        | 'PARTIALLY_FILLED'
        | 'REJECTED'
        | 'UNKNOWN'
        | 'NOT_EXECUTED';
      /** @enum {string} */
      actor: 'USER' | 'RISK' | 'TERMINAL' | 'CLOCK' | 'RECONCILIATION' | 'KILL_SWITCH';
      /** Format: date-time */
      at: string;
      data: {
        [key: string]: unknown;
      };
    };
    OrderStoryView: {
      events: components['schemas']['OrderEventView'][];
      order_id: string;
      signal_id: number;
      account_id: string;
      /** @enum {string} */
      action: 'OPEN' | 'CLOSE';
      /** @enum {string} */
      side: 'BUY' | 'SELL';
      symbol: string;
      volume: number;
      entry_price: number | null;
      stop_loss: number | null;
      take_profit: number | null;
      targets: components['schemas']['TargetView'][];
      /** @enum {string} */
      status:
        | 'EXPIRED'
        | 'READY'
        | 'SENT'
        | 'CANCELLED'
        | 'FILLED'
        | 'PARTIALLY_FILLED'
        | 'REJECTED'
        | 'UNKNOWN'
        | 'NOT_EXECUTED';
      filled_volume: number;
      fill_price: number | null;
      order_ticket: string | null;
      deal_ticket: string | null;
      position_ticket: string | null;
      retcode: number | null;
      message: string | null;
      delivery_count: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      expires_at: string | null;
      /** Format: date-time */
      sent_at: string | null;
      /** Format: date-time */
      acknowledged_at: string | null;
      /** Format: date-time */
      finished_at: string | null;
    };
    OrderView: {
      order_id: string;
      signal_id: number;
      account_id: string;
      /** @enum {string} */
      action: 'OPEN' | 'CLOSE';
      /** @enum {string} */
      side: 'BUY' | 'SELL';
      symbol: string;
      volume: number;
      entry_price: number | null;
      stop_loss: number | null;
      take_profit: number | null;
      targets: components['schemas']['TargetView'][];
      /** @enum {string} */
      status:
        | 'EXPIRED'
        | 'READY'
        | 'SENT'
        | 'CANCELLED'
        | 'FILLED'
        | 'PARTIALLY_FILLED'
        | 'REJECTED'
        | 'UNKNOWN'
        | 'NOT_EXECUTED';
      filled_volume: number;
      fill_price: number | null;
      order_ticket: string | null;
      deal_ticket: string | null;
      position_ticket: string | null;
      retcode: number | null;
      message: string | null;
      delivery_count: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      expires_at: string | null;
      /** Format: date-time */
      sent_at: string | null;
      /** Format: date-time */
      acknowledged_at: string | null;
      /** Format: date-time */
      finished_at: string | null;
    };
    PendingSignalView: {
      signal_id: number;
      order_id: string;
      symbol: string;
      /** @enum {string} */
      signal_type: 'BUY' | 'SELL' | 'CLOSE_BUY' | 'CLOSE_SELL';
      entry_price: number | null;
      stop_loss: number | null;
      take_profit: number | null;
      volume: number;
      timeframe: string | null;
      confidence: number | null;
      /** Format: date-time */
      signal_time: string;
      /** @enum {string} */
      status: 'EXPIRED' | 'CANCELLED' | 'REJECTED' | 'PENDING' | 'EXECUTED' | 'PARTIALLY_EXECUTED' | 'FAILED';
      magic: string;
      comment: string;
      expires_in_ms: number | null;
      delivery_count: number;
      /** @description It was handed out before: look for its magic number before executing it. */
      possible_resend: boolean;
      targets: components['schemas']['TargetView'][];
    };
    PerformanceBody: {
      account_id: string;
      account_number: string;
      currency: string;
      balance: number;
      equity: number;
      /** @description While it is told, the figures are those of what is told so far; null: no terminal tells its whole history. */
      history: components['schemas']['HistoryBody'] | null;
      /** @description A long history is summed up little by little: so far nothing from here on is in the figures. Null: all is. */
      summed_up_to: string | null;
      symbol: string | null;
      from: string | null;
      to: string | null;
      /** @description The period of the same length just before; null unless both ends were asked for. */
      previous: components['schemas']['PreviousPeriodBody'] | null;
      first_day: string | null;
      last_day: string | null;
      days: number;
      deals: number;
      trade_figures: components['schemas']['TradeFiguresBody'];
      /** @description Null when one symbol was asked for. */
      account_figures: components['schemas']['AccountFiguresBody'] | null;
      /** @description The figures that are null because there is too little to compute them from. */
      not_enough: components['schemas']['NotEnough'][];
    };
    PermissionsBody: {
      terminal_connected: boolean;
      terminal_trade_allowed: boolean;
      ea_trade_allowed: boolean;
      account_trade_allowed: boolean;
      account_trade_expert: boolean;
    };
    PongView: {
      session_id: string;
      /** @enum {string} */
      status: 'ACTIVE' | 'STALE' | 'DISCONNECTED' | 'FENCED' | 'EXPIRED';
      server_time: string;
    };
    PositionBody: {
      ticket: string;
      identifier: string;
      account_id: string;
      symbol: string;
      /** @enum {string} */
      type: 'BUY' | 'SELL';
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
      /** @enum {string} */
      status: 'OPEN' | 'CLOSED';
      close_time: string | null;
      close_price: number | null;
      close_reason: string | null;
    };
    PositionsUpdated: {
      session_id: string;
      server_time: string;
      /** @description False: nothing was done. A newer list of this session was applied before, or other positions moved than are known. */
      applied: boolean;
      opened: number;
      changed: number;
      closed: number;
    };
    PreviousPeriodBody: {
      from: string;
      to: string;
      first_day: string | null;
      last_day: string | null;
      days: number;
      deals: number;
      trade_figures: components['schemas']['TradeFiguresBody'];
      /** @description Null when one symbol was asked for. */
      account_figures: components['schemas']['AccountFiguresBody'] | null;
      /** @description The figures that are null because there is too little to compute them from. */
      not_enough: components['schemas']['NotEnough'][];
    };
    QuestionView: {
      order_id: string;
      magic: string;
      /** @enum {string} */
      action: 'OPEN' | 'CLOSE';
      symbol: string;
      /** Format: date-time */
      sent_at: string;
    };
    RateView: {
      max: number;
      window_seconds: number;
    };
    ReplayView: {
      account_id: string;
      original: {
        outcome: string;
        code: string | null;
        volume: number | null;
      };
      replayed: components['schemas']['ReplayedDecision'];
      /** @description Outcome, volume and every verdict are the very same. */
      same: boolean;
    };
    ReplayedDecision: {
      /** @enum {string} */
      outcome: 'ORDERED' | 'DENIED';
      code: string | null;
      message: string | null;
      volume: number | null;
      rules: components['schemas']['RuleVerdictView'][];
      steps: components['schemas']['StepView'][];
    };
    RiskProfileView: {
      account_id: string;
      risk_percent: number;
      max_open_positions: number;
      opening_ttl_seconds: number;
      sizing: components['schemas']['SizingSettingsView'];
      limits: components['schemas']['LimitsView'];
      symbol_map: {
        signal: string;
        account: string;
      }[];
      /** @enum {string} */
      closes: 'OWN' | 'ALL';
      guard: components['schemas']['GuardSettingsView'] | null;
      /** Format: date-time */
      updated_at: string | null;
      ceilings: {
        risk_percent: number;
        max_open_positions: number;
        opening_ttl_seconds: number;
      };
    };
    RiskStateView: {
      /**
       * @description What holds for all accounts of the caller; an account may be held tighter by a switch of its own.
       * @enum {string}
       */
      state: 'ACTIVE' | 'REDUCING' | 'HALTED';
      switches: components['schemas']['StateSwitchView'][];
    };
    RulePackView: {
      pack: string;
      name: string;
      rules: components['schemas']['GuardRuleView'][];
      ladder: {
        warn_at: number;
        reduce_at: number;
        reduce_to: number;
        block_at: number;
        flatten_at: number;
      };
      /** @description What the publisher does not say, or leaves to its customer: confirm it before relying on it. */
      to_confirm: string[];
    };
    RuleVerdictView: {
      rule: string;
      name: string;
      /** @enum {string} */
      verdict: 'DENIED' | 'PASSED' | 'SKIPPED';
      /** @description What was compared, as plain decimals. */
      numbers: {
        [key: string]: string;
      };
    };
    SessionBody: {
      session_id: string;
      account_id: string;
      account_number: string;
      broker: string;
      /** @enum {string} */
      client: 'seed' | 'connector';
      /** @enum {string} */
      status: 'ACTIVE' | 'STALE' | 'DISCONNECTED' | 'FENCED' | 'EXPIRED';
      epoch: number;
      interval_ms: number;
      connected_at: string;
      last_seen_at: string;
      ended_at: string | null;
      /** @enum {string|null} */
      end_reason: 'DISCONNECTED' | 'SUPERSEDED' | 'SILENT' | null;
      ea_version: string | null;
      terminal_build: number | null;
      clock_offset_ms: number | null;
      counters: components['schemas']['CountersBody'] | null;
    };
    SideBody: {
      trades: number;
      won: number;
      lost: number;
      win_rate: number | null;
    };
    SignalAnswer: {
      signal_id: number;
      /** @enum {string} */
      status: 'EXPIRED' | 'CANCELLED' | 'REJECTED' | 'PENDING' | 'EXECUTED' | 'PARTIALLY_EXECUTED' | 'FAILED';
      /** Format: date-time */
      received_at: string;
      code: string | null;
      message: string | null;
      detail?: {
        [key: string]: unknown;
      };
    };
    SignalChangeView: {
      signal_id: number;
      /** @enum {string} */
      status: 'EXPIRED' | 'CANCELLED' | 'REJECTED' | 'PENDING' | 'EXECUTED' | 'PARTIALLY_EXECUTED' | 'FAILED';
      applied: boolean;
      server_time: string;
    };
    SignalPreviewView: {
      /** @description Why it would go to no account; null when it goes to one. */
      code: string | null;
      message: string | null;
      data: components['schemas']['AccountPreview'][];
      /** Format: date-time */
      server_time: string;
    };
    SignalReplayView: {
      signal_id: number;
      profile: string;
      /** @description Only openings: a close is not sized and passes by no limit. */
      data: components['schemas']['ReplayView'][];
    };
    SignalStoryView: {
      /** @description The first delivery and receipt, and the last execution, of its orders. */
      stages: components['schemas']['StagesView'];
      decisions: components['schemas']['DecisionView'][];
      signal_id: number;
      symbol: string;
      /** @enum {string} */
      signal_type: 'BUY' | 'SELL' | 'CLOSE_BUY' | 'CLOSE_SELL';
      entry_price: number | null;
      stop_loss: number | null;
      take_profit: number | null;
      volume: number | null;
      timeframe: string | null;
      confidence: number | null;
      strategy: string | null;
      client_signal_id: string | null;
      /** Format: date-time */
      signal_time: string;
      /** Format: date-time */
      received_at: string;
      /** Format: date-time */
      decided_at: string | null;
      /** Format: date-time */
      finished_at: string | null;
      /** @enum {string} */
      status: 'EXPIRED' | 'CANCELLED' | 'REJECTED' | 'PENDING' | 'EXECUTED' | 'PARTIALLY_EXECUTED' | 'FAILED';
      code: string | null;
      message: string | null;
      detail: {
        [key: string]: unknown;
      } | null;
    };
    SignalView: {
      signal_id: number;
      symbol: string;
      /** @enum {string} */
      signal_type: 'BUY' | 'SELL' | 'CLOSE_BUY' | 'CLOSE_SELL';
      entry_price: number | null;
      stop_loss: number | null;
      take_profit: number | null;
      volume: number | null;
      timeframe: string | null;
      confidence: number | null;
      strategy: string | null;
      client_signal_id: string | null;
      /** Format: date-time */
      signal_time: string;
      /** Format: date-time */
      received_at: string;
      /** Format: date-time */
      decided_at: string | null;
      /** Format: date-time */
      finished_at: string | null;
      /** @enum {string} */
      status: 'EXPIRED' | 'CANCELLED' | 'REJECTED' | 'PENDING' | 'EXECUTED' | 'PARTIALLY_EXECUTED' | 'FAILED';
      code: string | null;
      message: string | null;
      detail: {
        [key: string]: unknown;
      } | null;
    };
    SizingSettingsView: {
      mode: {
        /** @enum {string} */
        kind:
          | 'PERCENT'
          | 'FIXED_MONEY'
          | 'FIXED_LOTS'
          | 'LOTS_PER_BALANCE'
          | 'SOURCE_MULTIPLIER'
          | 'SOURCE_EQUITY_RATIO';
        after_open_risk?: boolean;
        money?: number;
        lots?: number;
        per?: number;
        factor?: number;
      };
      /** @enum {string} */
      base: 'BALANCE' | 'EQUITY' | 'MIN';
      max_lots: number | null;
      margin_share: number;
      commission_per_side: number;
      below_minimum: {
        /** @enum {string} */
        kind: 'SKIP' | 'MINIMUM_LOT';
        up_to?: number;
      };
      no_stop: {
        /** @enum {string} */
        kind: 'FIXED_LOTS' | 'REFUSE' | 'IMPOSE_STOP';
        lots?: number;
      };
      confidence_at_zero: number | null;
      headroom_share: number;
    };
    SourceLockView: {
      source: string;
      reason: string;
      /** Format: date-time */
      locked_at: string;
    };
    SourceLocksView: {
      data: components['schemas']['SourceLockView'][];
    };
    StagesView: {
      /** Format: date-time */
      received_at: string;
      /** Format: date-time */
      stored_at: string | null;
      /** Format: date-time */
      decided_at: string | null;
      /** Format: date-time */
      sent_at: string | null;
      /** Format: date-time */
      acknowledged_at: string | null;
      /** Format: date-time */
      executed_at: string | null;
    };
    StateSwitchView: {
      /** @enum {string} */
      scope: 'SERVER' | 'USER' | 'ACCOUNT';
      account_id: string | null;
      /** @enum {string} */
      state: 'ACTIVE' | 'REDUCING' | 'HALTED';
      reason: string;
      /**
       * @description Its owner, this house itself, or whoever runs the server.
       * @enum {string}
       */
      by: 'PERSON' | 'SYSTEM' | 'OPERATOR';
      /** Format: date-time */
      changed_at: string;
    };
    StatsView: {
      signals: {
        total: number;
        executed: number;
        pending: number;
        rejected: number;
      };
      sessions: {
        active: number;
        total: number;
      };
      positions: {
        open: number;
      };
    };
    StepView: {
      step: string;
      text: string;
      values: {
        [key: string]: string;
      };
    };
    SymbolMatch: {
      wanted: string;
      /** @description Null when none was found, or none that proves itself. */
      found: string | null;
      /**
       * @description CATALOGUE: the usual contract of that name; the terminal has not reported its own.
       * @enum {string|null}
       */
      by: 'MAPPED' | 'EXACT' | 'AFFIX' | 'ALIAS' | 'CATALOGUE' | null;
      /** @description The properties that were compared and agreed. */
      proof: string[];
    };
    TargetView: {
      ticket: string;
      volume: number;
    };
    TradeBody: {
      position: string;
      leg: number;
      account_id: string;
      symbol: string;
      /** @enum {string} */
      type: 'BUY' | 'SELL';
      volume: number;
      open_price: number | null;
      close_price: number | null;
      open_time: string | null;
      close_time: string | null;
      open_broker_time: string | null;
      close_broker_time: string | null;
      /**
       * @description How `open_time` and `close_time` became UTC.
       * @enum {string|null}
       */
      open_time_basis: 'MEASURED' | 'DERIVED' | 'ASSUMED' | 'TOLD' | null;
      /** @enum {string|null} */
      close_time_basis: 'MEASURED' | 'DERIVED' | 'ASSUMED' | 'TOLD' | null;
      holding_ms: number | null;
      close_reason: string | null;
      deals: number;
      profit: number;
      swap: number;
      commission: number;
      fee: number;
      net: number;
      /** @description How far the price went in its favour; null where nobody agrees on what a pip is. */
      pips: number | null;
      lowest_profit: number | null;
      highest_profit: number | null;
      planned_risk: number | null;
      r_multiple: number | null;
      signal_price: number | null;
      slippage: number | null;
      order_id: string | null;
      signal_id: number | null;
      strategy: string | null;
      source: string | null;
      magic: string | null;
      comment: string | null;
    };
    TradeFiguresBody: {
      trades: number;
      won_trades: number;
      lost_trades: number;
      even_trades: number;
      win_rate: number | null;
      long: components['schemas']['SideBody'];
      short: components['schemas']['SideBody'];
      profit: number;
      gross_profit: number;
      gross_loss: number;
      commission: number;
      swap: number;
      fee: number;
      lots: number;
      average_win: number | null;
      average_loss: number | null;
      best_trade: components['schemas']['ExtremeBody'] | null;
      worst_trade: components['schemas']['ExtremeBody'] | null;
      payoff: number | null;
      expectancy: number | null;
      expectancy_ratio: number | null;
      profit_factor: number | null;
      standard_deviation_profit: number | null;
      skewness_profit: number | null;
      kurtosis_profit: number | null;
      /** @description Of the `pip_trades` trades of symbols that have a pip. Null where none has. */
      pips: number | null;
      pip_trades: number;
      average_win_pips: number | null;
      average_loss_pips: number | null;
      expectancy_pips: number | null;
      best_trade_pips: number | null;
      worst_trade_pips: number | null;
      average_r: number | null;
      r_trades: number;
      gain: number | null;
      ahpr: number | null;
      ghpr: number | null;
      z_score: number | null;
      z_score_probability: number | null;
      longest_win_streak: number;
      longest_loss_streak: number;
      /** @description Above zero: so many won in a row up to now; below zero: lost. */
      current_streak: number;
      average_holding_ms: number | null;
      average_holding_won_ms: number | null;
      average_holding_lost_ms: number | null;
      longest_holding_ms: number | null;
    };
    Problem: {
      /** Format: uri */
      type: string;
      /** @description In the language of Accept-Language, English or French */
      title: string;
      status: number;
      /** @description Stable: decide by it. Also in the header X-Error-Code */
      code: string;
      detail: string;
      /** @description Also in the header X-Request-Id, and in our log */
      request_id: string;
      errors: {
        /** @description RFC 6901, into the body or the query */
        pointer: string;
        message: string;
      }[];
      /** @description The numbers and ids behind `detail` */
      params?: Record<string, never>;
      /** @description The same as detail */
      message: string;
      /** @description The same as status */
      statusCode: number;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  health_show: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description `ok` or `degraded` */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthReport'];
        };
      };
      /** @description `error` or `stopping`: the same body */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  health_live: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @constant */
            status: 'ok';
          };
        };
      };
    };
  };
  health_ready: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The database answers, is migrated, and we are not stopping */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok' | 'degraded' | 'error' | 'stopping';
            checks: {
              [key: string]: components['schemas']['Finding'];
            };
          };
        };
      };
      /** @description Send them elsewhere */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  auth_register: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RegisterDto'];
      };
    };
    responses: {
      /** @description The account; log in next */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RegisteredAnswer'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.USERNAME_TAKEN` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.PASSWORD_WEAK`, `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.BUSY`, `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  auth_login: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LoginDto'];
      };
    };
    responses: {
      /** @description A pair of tokens */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenPairAnswer'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.LOGIN_REFUSED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.TOO_MANY_ATTEMPTS`, `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.BUSY`, `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  auth_refresh: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RefreshDto'];
      };
    };
    responses: {
      /** @description A pair of tokens */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenPairAnswer'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.REFRESH_REFUSED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  auth_logout: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LogoutDto'];
      };
    };
    responses: {
      /** @description It is over */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LoggedOutAnswer'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  auth_me: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The person */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeAnswer'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  auth_changeMe: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeProfileDto'];
      };
    };
    responses: {
      /** @description The person */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeAnswer'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  auth_password: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangePasswordDto'];
      };
    };
    responses: {
      /** @description A pair of tokens */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokenPairAnswer'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.CURRENT_PASSWORD_WRONG`, `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.PASSWORD_WEAK`, `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.TOO_MANY_ATTEMPTS`, `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.BUSY`, `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  apiTokens_list: {
    parameters: {
      query?: {
        /** @description How many at most */
        limit?: number;
        /** @description The `next_cursor` of the page before; opaque */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page, without the tokens themselves */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['ApiTokenAnswer'][];
            next_cursor: string | null;
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  apiTokens_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateApiTokenDto'];
      };
    };
    responses: {
      /** @description The token, this once */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedApiTokenAnswer'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.TOO_MANY_TOKENS` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.EXPIRY_IN_THE_PAST`, `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  apiTokens_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is revoked, now or before */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.TOKEN_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  sessions_list: {
    parameters: {
      query?: {
        /** @description How many at most */
        limit?: number;
        /** @description The `next_cursor` of the page before; opaque */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['SessionAnswer'][];
            next_cursor: string | null;
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  sessions_end: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is over, now or before */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SESSION_NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  sync_connect: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConnectDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConnectedView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  sync_ping: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PingDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PongView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `MT5_SESSION.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SESSION_FENCED`, `MT5_SESSION.ENDED` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  sync_sync: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SyncDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': unknown;
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `MT5_SESSION.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SESSION_FENCED`, `MT5_SESSION.ENDED`, `MT5_SESSION.EPOCH_PASSED`, `MT5_SESSION.SEQUENCE_BEHIND` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SYNC.MOVED_NOT_ALONE`, `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  mt5Session_disconnect: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DisconnectDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DisconnectedBody'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `MT5_SESSION.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SESSION_FENCED` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  mt5Session_list: {
    parameters: {
      query?: {
        /** @description How many at most */
        limit?: number;
        /** @description The `next_cursor` of the page before; opaque */
        cursor?: string;
        status?: 'ACTIVE' | 'STALE' | 'DISCONNECTED' | 'FENCED' | 'EXPIRED' | null;
        account_id?: string | null;
        account_number?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['SessionBody'][];
            next_cursor: string | null;
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  accounts_update: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateAccountDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            session_id: string;
            server_time: string;
            applied: boolean;
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `MT5_SESSION.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SESSION_FENCED`, `MT5_SESSION.ENDED`, `MT5_SESSION.EPOCH_PASSED` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  accounts_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        session_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccountOfSession'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `MT5_SESSION.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  accounts_reportSymbols: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReportSymbolsDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            session_id: string;
            server_time: string;
            stored: number;
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `MT5_SESSION.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SESSION_FENCED`, `MT5_SESSION.ENDED`, `MT5_SESSION.EPOCH_PASSED` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  positions_update: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdatePositionsDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PositionsUpdated'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `MT5_SESSION.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SESSION_FENCED`, `MT5_SESSION.ENDED`, `MT5_SESSION.EPOCH_PASSED` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  positions_list: {
    parameters: {
      query?: {
        /** @description How many at most */
        limit?: number;
        /** @description The `next_cursor` of the page before; opaque */
        cursor?: string;
        session_id?: string | null;
        account_id?: string | null;
        symbol?: string | null;
        status?: 'OPEN' | 'CLOSED' | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['PositionBody'][];
            next_cursor: string | null;
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `MT5_SESSION.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  positions_reportDeals: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReportDealsDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            session_id: string;
            stored: number;
            known: number;
            last_deal_ticket: string | null;
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `MT5_SESSION.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  positions_history: {
    parameters: {
      query?: {
        /** @description How many at most */
        limit?: number;
        /** @description The `next_cursor` of the page before; opaque */
        cursor?: string;
        session_id?: string | null;
        account_id?: string | null;
        symbol?: string | null;
        from?: string | null;
        to?: string | null;
        position?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['DealBody'][];
            next_cursor: string | null;
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `MT5_SESSION.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  trades_list: {
    parameters: {
      query?: {
        /** @description How many at most */
        limit?: number;
        /** @description The `next_cursor` of the page before; opaque */
        cursor?: string;
        session_id?: string | null;
        account_id?: string | null;
        symbol?: string | null;
        from?: string | null;
        to?: string | null;
        strategy?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['TradeBody'][];
            next_cursor: string | null;
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `MT5_SESSION.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  trades_exportTrades: {
    parameters: {
      query?: {
        account_id?: string | null;
        symbol?: string | null;
        from?: string | null;
        to?: string | null;
        format?: 'csv' | 'json' | null;
        separator?: 'comma' | 'semicolon' | 'tab' | null;
        decimal?: 'point' | 'comma' | null;
        bom?: 'true' | 'false' | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file, row by row */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
          'application/json': Record<string, never>[];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  trades_exportDeals: {
    parameters: {
      query?: {
        account_id?: string | null;
        symbol?: string | null;
        from?: string | null;
        to?: string | null;
        format?: 'csv' | 'json' | null;
        separator?: 'comma' | 'semicolon' | 'tab' | null;
        decimal?: 'point' | 'comma' | null;
        bom?: 'true' | 'false' | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file, row by row */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
          'application/json': Record<string, never>[];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signals_list: {
    parameters: {
      query?: {
        /** @description How many at most */
        limit?: number;
        /** @description The `next_cursor` of the page before; opaque */
        cursor?: string;
        symbol?: string | null;
        status?:
          | 'PENDING'
          | 'EXECUTED'
          | 'PARTIALLY_EXECUTED'
          | 'REJECTED'
          | 'FAILED'
          | 'EXPIRED'
          | 'CANCELLED'
          | null;
        type?: 'BUY' | 'SELL' | 'CLOSE_BUY' | 'CLOSE_SELL' | null;
        from?: string | null;
        to?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['SignalView'][];
            next_cursor: string | null;
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signals_receive: {
    parameters: {
      query?: never;
      header?: {
        /** @description 1 to 255 visible ASCII characters */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReceiveSignalDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignalAnswer'];
        };
      };
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignalAnswer'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SIGNAL.KEY_REUSED`, `SIGNAL.KEY_INVALID`, `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SIGNAL.INTAKE_FULL`, `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  accountSettings_change: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AccountSettingsDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccountSettingsView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ACCOUNT.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  equityGuard_packs: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['RulePackView'][];
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  equityGuard_standing: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EquityGuardView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ACCOUNT.NOT_FOUND`, `RISK.NO_EQUITY_GUARD` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  equityGuard_preview: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GuardSettingsDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EquityGuardView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ACCOUNT.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `RISK.SETTING_MISSING`, `RISK.RULE_PACK_INVALID`, `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  equityGuard_lift: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LiftGuardDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EquityGuardView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.FRESH_LOGIN_NEEDED`, `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ACCOUNT.NOT_FOUND`, `RISK.NO_EQUITY_GUARD` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.TOO_MANY_ATTEMPTS`, `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  guard_profile: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RiskProfileView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ACCOUNT.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  guard_choose: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RiskProfileDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RiskProfileView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ACCOUNT.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `RISK.GUARD_LOCKED` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `RISK.SETTING_MISSING`, `RISK.RULE_PACK_INVALID`, `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  guard_state: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RiskStateView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  sourceLocks_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SourceLocksView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ACCOUNT.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  sourceLocks_release: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        accountId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReleaseSourceDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SourceLocksView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ACCOUNT.NOT_FOUND`, `RISK.SOURCE_NOT_LOCKED` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  killSwitch_kill: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['KillDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KilledView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ACCOUNT.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  killSwitch_resume: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ResumeDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StateSwitchView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.FRESH_LOGIN_NEEDED`, `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ACCOUNT.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.TOO_MANY_ATTEMPTS`, `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  orders_list: {
    parameters: {
      query?: {
        /** @description How many at most */
        limit?: number;
        /** @description The `next_cursor` of the page before; opaque */
        cursor?: string;
        status?:
          | 'READY'
          | 'SENT'
          | 'UNKNOWN'
          | 'FILLED'
          | 'PARTIALLY_FILLED'
          | 'REJECTED'
          | 'NOT_EXECUTED'
          | 'EXPIRED'
          | 'CANCELLED'
          | null;
        account_id?: string | null;
        signal_id?: number | null;
        symbol?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['OrderView'][];
            next_cursor: string | null;
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  orders_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrderStoryView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ORDER.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  orders_resolve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ResolveOrderDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrderStoryView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ORDER.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ORDER.NOT_IN_DOUBT`, `ORDER.TERMINAL_WILL_TELL` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signalOrders_listPending: {
    parameters: {
      query: {
        session_id: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['PendingSignalView'][];
            next_cursor: string | null;
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `MT5_SESSION.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SESSION_FENCED`, `MT5_SESSION.ENDED` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signalOrders_preview: {
    parameters: {
      query?: {
        lang?: 'en' | 'fr' | null;
      };
      header: {
        'accept-language': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PreviewSignalDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignalPreviewView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `RISK.SETTING_MISSING`, `RISK.RULE_PACK_INVALID`, `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signalOrders_get: {
    parameters: {
      query?: {
        lang?: 'en' | 'fr' | null;
      };
      header: {
        'accept-language': string;
      };
      path: {
        signalId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignalStoryView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SIGNAL.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signalOrders_replay: {
    parameters: {
      query?: {
        lang?: 'en' | 'fr' | null;
        profile?: string | null;
        account_id?: string | null;
      };
      header: {
        'accept-language': string;
      };
      path: {
        signalId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignalReplayView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SIGNAL.NOT_FOUND`, `ACCOUNT.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signalOrders_reportStatus: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        signalId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReportStatusDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignalChangeView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SIGNAL.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SIGNAL.NOT_HANDED_OUT`, `SIGNAL.STATUS_AMBIGUOUS` */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SIGNAL.ID_MISMATCH`, `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  signalOrders_cancel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        signalId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignalChangeView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SIGNAL.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  stats_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StatsView'];
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  stats_performance: {
    parameters: {
      query?: {
        account_id?: string | null;
        symbol?: string | null;
        from?: string | null;
        to?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['PerformanceBody'][];
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ACCOUNT.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  stats_breakdown: {
    parameters: {
      query: {
        account_id?: string | null;
        symbol?: string | null;
        from?: string | null;
        to?: string | null;
        by: 'symbol' | 'side' | 'hour' | 'weekday' | 'month' | 'strategy' | 'source' | 'close_reason';
        clock?: 'utc' | 'broker' | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['BreakdownBody'][];
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ACCOUNT.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  stats_days: {
    parameters: {
      query?: {
        account_id?: string | null;
        symbol?: string | null;
        from?: string | null;
        to?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['DaysBody'][];
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ACCOUNT.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  stats_equity: {
    parameters: {
      query?: {
        /** @description How many at most */
        limit?: number;
        /** @description The `next_cursor` of the page before; opaque */
        cursor?: string;
        account_id?: string | null;
        resolution?: '1m' | '1h' | '1d' | null;
        from?: string | null;
        to?: string | null;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['BucketBody'][];
            next_cursor: string | null;
          };
        };
      };
      /** @description `REQUEST.MALFORMED` */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.UNAUTHENTICATED` */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `AUTH.SCOPE_MISSING`, `AUTH.PERSON_REQUIRED`, `REQUEST.NOT_ENCRYPTED` */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `ACCOUNT.NOT_FOUND` */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.BODY_TOO_LARGE` */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.UNSUPPORTED_MEDIA_TYPE` */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `STATS.ACCOUNT_REQUIRED`, `REQUEST.INVALID` */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `REQUEST.TOO_MANY` */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.FAULT` */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `SERVER.UNAVAILABLE`, `SERVER.OVERLOADED` */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
