let sent = 0;
/** Of this process: two generators never send the same signal. */
const run = process.pid.toString(36) + process.hrtime.bigint().toString(36);

/** The example of contract/, each time under a name of its own and fired at this moment. */
export function signalBody(): string {
  sent += 1;
  return (
    '{"symbol":"EURUSD","signal_type":"BUY","entry_price":1.1,"stop_loss":1.095,"take_profit":1.11,"volume":0.1,' +
    '"timeframe":"H1","confidence":0.8,"strategy":"breakout","signal_time":"' +
    `${new Date().toISOString()}","client_signal_id":"${run}-${sent}"}`
  );
}
