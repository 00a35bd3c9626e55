import type { Language } from '../../app/preferences';
import type { FigureName } from './figures';

/** A figure's name and what exactly it is; docs/statistics.md says the same with its sources. */
interface Definition {
  readonly name: string;
  readonly text: string;
}

const en: Readonly<Record<FigureName, Definition>> = {
  profit: {
    name: 'Net profit',
    text: 'The sum of all closed trades, each with its profit, swap, commission and fees.',
  },
  gain: {
    name: 'Gain',
    text: 'What one unit of money became: (1 + net ÷ balance when the trade was opened), multiplied over all trades, less 1. Deposits and withdrawals do not touch it.',
  },
  absolute_gain: {
    name: 'Absolute gain',
    text: 'Net profit ÷ (balance at the beginning + all deposits). Depositing more lowers it.',
  },
  monthly_gain: {
    name: 'Gain per month',
    text: 'The gain, spread evenly over months of 30.4167 days: (1 + gain)^(30.4167 ÷ days) − 1.',
  },
  cagr: {
    name: 'Gain per year (CAGR)',
    text: 'The gain, spread evenly over years of 365 days: (1 + gain)^(365 ÷ days) − 1.',
  },
  win_rate: {
    name: 'Win rate',
    text: 'Won ÷ (won + lost). Trades that brought exactly nothing are left out.',
  },
  profit_factor: {
    name: 'Profit factor',
    text: 'Everything won ÷ everything lost. Above 1 the trades earn. There is none without a loss.',
  },
  expectancy: {
    name: 'Expectancy',
    text: 'What a trade brings on average: win rate × average win − loss rate × average loss.',
  },
  payoff: { name: 'Payoff', text: 'Average win ÷ average loss.' },
  average_win: { name: 'Average win', text: 'Everything won ÷ number of won trades.' },
  average_loss: { name: 'Average loss', text: 'Everything lost ÷ number of lost trades.' },
  best_trade: { name: 'Best trade', text: 'The trade that brought the most, and when it was closed.' },
  worst_trade: { name: 'Worst trade', text: 'The trade that cost the most, and when it was closed.' },
  average_r: {
    name: 'Average R',
    text: 'R is the net result ÷ the risk that was planned: −1 R is a full stop loss. Only trades that came from signals with a stop loss have one.',
  },
  expectancy_ratio: {
    name: 'Expectancy ratio',
    text: '(1 + payoff) × win rate − 1: what is earned for each unit that a losing trade costs.',
  },
  standard_deviation_profit: {
    name: 'Standard deviation',
    text: 'How far the results of trades usually lie from their mean, of the sample (N − 1).',
  },
  balance_drawdown: {
    name: 'Steepest fall of the balance',
    text: 'The greatest (peak − value) ÷ peak of the balance. Deposits and withdrawals move the peak along.',
  },
  equity_drawdown: {
    name: 'Steepest fall of the equity',
    text: 'The same of the equity, floating losses included, from what the terminal reported. What is held open while it loses shows only here.',
  },
  deepest_drawdown: {
    name: 'Deepest fall in money',
    text: 'The greatest peak − value of the balance, in money.',
  },
  current_drawdown: {
    name: 'Missing to the peak',
    text: 'What the balance lacks now to stand as high as ever before.',
  },
  greatest_daily_drawdown: {
    name: 'Worst day',
    text: '(Balance at 00:00 UTC − lowest value of the day) ÷ that balance; of the equity where it was recorded, else of the balance.',
  },
  longest_underwater: {
    name: 'Longest time below the peak',
    text: 'The longest time from a peak of the balance to its recovery, or to the last point below it.',
  },
  recovery_factor: {
    name: 'Recovery factor',
    text: 'Net profit ÷ deepest fall of the balance in money.',
  },
  sharpe_ratio: {
    name: 'Sharpe ratio',
    text: 'Mean of the daily returns ÷ their standard deviation × √252. Weekdays without a trade count as 0. MetaTrader’s own follows no published formula and differs.',
  },
  sortino_ratio: {
    name: 'Sortino ratio',
    text: 'As the Sharpe ratio, but only days that lost count as deviation.',
  },
  calmar_ratio: { name: 'Calmar ratio', text: 'Gain per year ÷ steepest fall of the balance.' },
  risk_of_ruin: {
    name: 'Risk of losing half',
    text: 'How probable it is ever to lose half of the balance if trades go on as they did: (1 − loss)^(2m ÷ s²) from the mean and the variance of the results per trade.',
  },
  z_score: {
    name: 'Z-score',
    text: 'Whether wins and losses come in streaks (below 0) or take turns (above 0) more than chance would have it. Below it, how probable it is that it is no chance.',
  },
  ahpr: {
    name: 'Mean return per trade',
    text: 'AHPR − 1: the arithmetic mean of balance after the trade ÷ balance before it, less 1.',
  },
  ghpr: {
    name: 'Growth per trade',
    text: 'GHPR − 1: the geometric mean of balance after the trade ÷ balance before it, less 1. Below 0 the balance shrinks.',
  },
  trades: {
    name: 'Trades',
    text: 'Closed trades: a trade is the life of a position, from the first deal that opens it to the one that closes it.',
  },
  long: { name: 'Buys won', text: 'Won ÷ (won + lost) of the trades that bought.' },
  short: { name: 'Sells won', text: 'Won ÷ (won + lost) of the trades that sold.' },
  longest_win_streak: { name: 'Longest winning streak', text: 'Most trades won one after the other.' },
  longest_loss_streak: { name: 'Longest losing streak', text: 'Most trades lost one after the other.' },
  current_streak: { name: 'Streak now', text: 'How many of the last trades in a row ended alike.' },
  average_holding_ms: {
    name: 'Average holding time',
    text: 'Closing − opening; below it that of won (▲) and of lost trades (▼).',
  },
  longest_holding_ms: { name: 'Longest holding time', text: 'The trade that was held the longest.' },
  lots: { name: 'Volume', text: 'All that was opened, in lots.' },
  commission: { name: 'Commission and fees', text: 'What the broker took for the closed trades.' },
  swap: { name: 'Swap', text: 'Interest for positions held overnight.' },
  deposits: {
    name: 'Deposits',
    text: 'Money paid in, corrections and bonuses included, the broker’s credit not.',
  },
  withdrawals: { name: 'Withdrawals', text: 'Money taken out.' },
  charges: {
    name: 'Other charges',
    text: 'Deals that belong to no trade: interest, dividends, monthly commissions, taxes.',
  },
};

const fr: Readonly<Record<FigureName, Definition>> = {
  profit: {
    name: 'Profit net',
    text: 'La somme de tous les trades clôturés, chacun avec son profit, son swap, sa commission et ses frais.',
  },
  gain: {
    name: 'Gain',
    text: 'Ce qu’une unité d’argent est devenue : (1 + net ÷ solde à l’ouverture du trade), multiplié sur tous les trades, moins 1. Dépôts et retraits n’y changent rien.',
  },
  absolute_gain: {
    name: 'Gain absolu',
    text: 'Profit net ÷ (solde au début + tous les dépôts). Déposer davantage le diminue.',
  },
  monthly_gain: {
    name: 'Gain par mois',
    text: 'Le gain réparti également sur des mois de 30,4167 jours : (1 + gain)^(30,4167 ÷ jours) − 1.',
  },
  cagr: {
    name: 'Gain par an (CAGR)',
    text: 'Le gain réparti également sur des années de 365 jours : (1 + gain)^(365 ÷ jours) − 1.',
  },
  win_rate: {
    name: 'Taux de réussite',
    text: 'Gagnés ÷ (gagnés + perdus). Les trades qui n’ont rien rapporté ni coûté sont laissés de côté.',
  },
  profit_factor: {
    name: 'Facteur de profit',
    text: 'Tout ce qui fut gagné ÷ tout ce qui fut perdu. Au-dessus de 1, les trades rapportent. Il n’y en a pas sans perte.',
  },
  expectancy: {
    name: 'Espérance',
    text: 'Ce qu’un trade rapporte en moyenne : taux de réussite × gain moyen − taux d’échec × perte moyenne.',
  },
  payoff: { name: 'Payoff', text: 'Gain moyen ÷ perte moyenne.' },
  average_win: { name: 'Gain moyen', text: 'Tout ce qui fut gagné ÷ nombre de trades gagnés.' },
  average_loss: { name: 'Perte moyenne', text: 'Tout ce qui fut perdu ÷ nombre de trades perdus.' },
  best_trade: { name: 'Meilleur trade', text: 'Le trade qui a le plus rapporté, et sa date de clôture.' },
  worst_trade: { name: 'Pire trade', text: 'Le trade qui a le plus coûté, et sa date de clôture.' },
  average_r: {
    name: 'R moyen',
    text: 'R est le résultat net ÷ le risque prévu : −1 R est un stop entier. Seuls les trades issus de signaux avec un stop en ont un.',
  },
  expectancy_ratio: {
    name: 'Ratio d’espérance',
    text: '(1 + payoff) × taux de réussite − 1 : ce qui est gagné pour chaque unité que coûte un trade perdant.',
  },
  standard_deviation_profit: {
    name: 'Écart type',
    text: 'À quelle distance de leur moyenne les résultats se trouvent d’ordinaire, sur l’échantillon (N − 1).',
  },
  balance_drawdown: {
    name: 'Plus forte baisse du solde',
    text: 'Le plus grand (sommet − valeur) ÷ sommet du solde. Dépôts et retraits déplacent le sommet.',
  },
  equity_drawdown: {
    name: 'Plus forte baisse des fonds propres',
    text: 'De même pour les fonds propres, pertes latentes comprises, d’après ce que le terminal a rapporté. Ce qui est gardé ouvert à perte ne se voit qu’ici.',
  },
  deepest_drawdown: {
    name: 'Plus grande baisse en argent',
    text: 'Le plus grand sommet − valeur du solde, en argent.',
  },
  current_drawdown: {
    name: 'Manque jusqu’au sommet',
    text: 'Ce qui manque maintenant au solde pour être aussi haut que jamais.',
  },
  greatest_daily_drawdown: {
    name: 'Pire jour',
    text: '(Solde à 00:00 UTC − plus bas du jour) ÷ ce solde ; sur les fonds propres s’ils sont connus, sinon sur le solde.',
  },
  longest_underwater: {
    name: 'Plus longue durée sous le sommet',
    text: 'Le plus long temps d’un sommet du solde à son retour, ou au dernier point plus bas que lui.',
  },
  recovery_factor: {
    name: 'Facteur de récupération',
    text: 'Profit net ÷ plus grande baisse du solde en argent.',
  },
  sharpe_ratio: {
    name: 'Ratio de Sharpe',
    text: 'Moyenne des rendements quotidiens ÷ leur écart type × √252. Un jour de semaine sans trade compte pour 0. Celui de MetaTrader ne suit aucune formule publiée et diffère.',
  },
  sortino_ratio: {
    name: 'Ratio de Sortino',
    text: 'Comme le ratio de Sharpe, mais seuls les jours perdants comptent comme écart.',
  },
  calmar_ratio: { name: 'Ratio de Calmar', text: 'Gain par an ÷ plus forte baisse du solde.' },
  risk_of_ruin: {
    name: 'Risque de perdre la moitié',
    text: 'La probabilité de perdre un jour la moitié du solde si les trades continuent ainsi : (1 − perte)^(2m ÷ s²) d’après la moyenne et la variance des résultats par trade.',
  },
  z_score: {
    name: 'Score Z',
    text: 'Si gains et pertes viennent en séries (sous 0) ou alternent (au-dessus de 0) plus que le hasard ne le veut. Dessous, la probabilité que ce ne soit pas le hasard.',
  },
  ahpr: {
    name: 'Rendement moyen par trade',
    text: 'AHPR − 1 : la moyenne arithmétique de solde après le trade ÷ solde avant, moins 1.',
  },
  ghpr: {
    name: 'Croissance par trade',
    text: 'GHPR − 1 : la moyenne géométrique de solde après le trade ÷ solde avant, moins 1. Sous 0, le solde fond.',
  },
  trades: {
    name: 'Trades',
    text: 'Trades clôturés : un trade est la vie d’une position, de la première transaction qui l’ouvre à celle qui la clôture.',
  },
  long: { name: 'Achats gagnés', text: 'Gagnés ÷ (gagnés + perdus) des trades à l’achat.' },
  short: { name: 'Ventes gagnées', text: 'Gagnés ÷ (gagnés + perdus) des trades à la vente.' },
  longest_win_streak: { name: 'Plus longue série gagnante', text: 'Le plus de trades gagnés d’affilée.' },
  longest_loss_streak: { name: 'Plus longue série perdante', text: 'Le plus de trades perdus d’affilée.' },
  current_streak: {
    name: 'Série en cours',
    text: 'Combien des derniers trades ont fini de même, d’affilée.',
  },
  average_holding_ms: {
    name: 'Durée moyenne',
    text: 'Clôture − ouverture ; dessous, celle des trades gagnés (▲) et perdus (▼).',
  },
  longest_holding_ms: { name: 'Plus longue durée', text: 'Le trade gardé le plus longtemps.' },
  lots: { name: 'Volume', text: 'Tout ce qui fut ouvert, en lots.' },
  commission: { name: 'Commission et frais', text: 'Ce que le courtier a pris pour les trades clôturés.' },
  swap: { name: 'Swap', text: 'L’intérêt des positions gardées la nuit.' },
  deposits: {
    name: 'Dépôts',
    text: 'L’argent versé, corrections et bonus compris, le crédit du courtier non.',
  },
  withdrawals: { name: 'Retraits', text: 'L’argent retiré.' },
  charges: {
    name: 'Autres frais',
    text: 'Les transactions hors trades : intérêts, dividendes, commissions mensuelles, impôts.',
  },
};

export const DEFINITIONS: Readonly<Record<Language, Readonly<Record<FigureName, Definition>>>> = { en, fr };
