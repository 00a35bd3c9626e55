import { type Palette } from './colour';
import { type Desk, type FollowedSignal, type Happening, type Progress } from './progress';
import { type OrderView } from './trader-wire';
import { type View } from './view';
import { decisionTexts, deskText, orderText, positionText, signalText } from './words';

interface Screen {
  readonly columns: number;
  readonly rows: number;
  write(text: string): unknown;
}

const ENTER = '\u001B[?1049h\u001B[?25l';
const LEAVE = '\u001B[?25h\u001B[?1049l';
const HOME = '\u001B[H';
const TO_LINE_END = '\u001B[K';
const TO_SCREEN_END = '\u001B[J';
const BAD = new Set(['REJECTED', 'FAILED', 'UNKNOWN', 'NOT_EXECUTED', 'EXPIRED', 'CANCELLED']);

/** One screen that is drawn over and over: signals, their decisions and orders, positions, accounts. */
export class TableView implements View {
  constructor(
    private readonly screen: Screen,
    private readonly paint: Palette,
    private readonly title: string,
  ) {
    screen.write(ENTER);
  }

  show(_happenings: readonly Happening[], progress: Progress): void {
    const lines = frame(progress, this.title, this.paint, this.screen.rows - 1);
    const drawn = lines.map((line) => clip(line, this.screen.columns) + TO_LINE_END);
    this.screen.write(HOME + drawn.join('\n') + TO_SCREEN_END);
  }

  close(): void {
    this.screen.write(LEAVE);
  }
}

/** The screen's lines: accounts and positions whole, what is left of the height for the newest signals and orders. */
export function frame(progress: Progress, title: string, paint: Palette, rows: number): string[] {
  const desks = progress.desks.flatMap((desk) => deskLines(desk, paint));
  const notes = progress.notes.slice(-2).map((note) => paint.dim(note));
  const room = Math.max(2, rows - desks.length - notes.length - 7);
  const orders = [...progress.orders.values()]
    .sort((a, b) => Number(b.order_id) - Number(a.order_id))
    .slice(0, Math.floor(room / 2))
    .map((order) => orderLine(order, progress, paint));
  const signals = fitting([...progress.signals].reverse(), room - orders.length, paint);
  return [
    paint.strong(title),
    '',
    paint.dim('Signals and what was decided'),
    ...signals,
    '',
    paint.dim('Orders'),
    ...orders,
    '',
    paint.dim('Accounts and positions'),
    ...desks,
    ...notes,
  ];
}

function fitting(signals: readonly FollowedSignal[], room: number, paint: Palette): string[] {
  const lines: string[] = [];
  for (const signal of signals) {
    const block = signalLines(signal, paint);
    if (lines.length + block.length > room) break;
    lines.push(...block);
  }
  return lines;
}

function signalLines(signal: FollowedSignal, paint: Palette): string[] {
  const status = signal.view?.status ?? 'PENDING';
  const coloured = BAD.has(status) ? paint.bad(status) : status === 'PENDING' ? status : paint.good(status);
  const head = `  ${String(signal.id).padEnd(5)} ${signalText(signal)}  ${coloured}`;
  if (!signal.view?.decided_at) return [head];
  return [head, ...decisionTexts(signal.view).map((text) => paint.dim(`          ${text}`))];
}

function orderLine(order: OrderView, progress: Progress, paint: Palette): string {
  const text = `  ${order.order_id.padEnd(5)} ${progress.accountNumber(order.account_id)}  ${orderText(order)}`;
  return BAD.has(order.status) ? paint.bad(text) : text;
}

function deskLines(desk: Desk, paint: Palette): string[] {
  const positions = desk.positions.map((position) => {
    const text = `      ${positionText(position)}`;
    return position.profit < 0 ? paint.bad(text) : paint.good(text);
  });
  return [`  ${deskText(desk)}`, ...positions];
}

/** Cuts a line to the screen's width without cutting a colour: only what is seen counts. */
export function clip(line: string, width: number): string {
  let seen = 0;
  let clipped = '';
  // eslint-disable-next-line no-control-regex -- escape sequences are what is looked for
  for (const [part] of line.matchAll(/\u001B\[\d+m|./gu)) {
    const isEscape = part.startsWith('\u001B');
    if (!isEscape && seen >= width) continue;
    if (!isEscape) seen += 1;
    clipped += part;
  }
  return clipped;
}
