import { type Palette } from './colour';
import { type Happening, type Progress } from './progress';
import { type View } from './view';
import { decisionTexts, deskText, orderText, positionText, signalText } from './words';

const ACCOUNTS_EVERY_MS = 5_000;
/** Steps on the way are not worth a line of their own. */
const ON_THE_WAY = new Set(['READY', 'SENT']);

/** Line by line, for logs and pipes: each happening once, the accounts now and then. */
export class LineView implements View {
  private accountsShownMs = 0;

  constructor(
    private readonly write: (line: string) => void,
    private readonly paint: Palette,
    private readonly elapsedMs: () => number,
  ) {}

  show(happenings: readonly Happening[], progress: Progress): void {
    for (const happening of happenings) this.tell(happening);
    if (this.elapsedMs() - this.accountsShownMs < ACCOUNTS_EVERY_MS) return;
    this.accountsShownMs = this.elapsedMs();
    for (const desk of progress.desks) {
      this.line('account', deskText(desk));
      for (const position of desk.positions) this.line('', this.paint.dim(positionText(position)));
    }
  }

  close(): void {
    // Every line is out already.
  }

  private tell(happening: Happening): void {
    switch (happening.kind) {
      case 'posted': {
        const { signal } = happening;
        const purpose = this.paint.dim(`– ${signal.idea.purpose}`);
        this.line(`signal ${signal.id}`, `${this.paint.strong(signalText(signal))} ${purpose}`);
        break;
      }
      case 'repeated':
        this.line(
          `signal ${happening.id}`,
          happening.recognised
            ? 'sent again: recognised, nothing done twice'
            : 'sent again: TAKEN FOR A NEW ONE',
        );
        break;
      case 'decided':
        for (const text of decisionTexts(happening.signal)) this.line(`  decision`, text);
        break;
      case 'order':
        if (ON_THE_WAY.has(happening.order.status)) break;
        this.line(
          `  order ${happening.order.order_id}`,
          `${happening.account}: ${orderText(happening.order)}`,
        );
        break;
      case 'note':
        this.line('note', this.paint.dim(happening.text));
        break;
    }
  }

  private line(what: string, text: string): void {
    const seconds = (this.elapsedMs() / 1000).toFixed(1).padStart(6);
    this.write(`${this.paint.dim(`${seconds} s`)}  ${what.padEnd(12)} ${text}`);
  }
}
