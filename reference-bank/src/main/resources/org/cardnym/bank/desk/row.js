import { amountInWords, decisionInWords, kindInWords, responseInWords } from './words.js';

const COLUMNS = 11;
const SHORT = 6;
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** Whatever came from outside gets onto the page here, as text. */
export function element(name, style, ...content) {
  const made = document.createElement(name);
  if (style) made.className = style;
  made.append(...content.filter((each) => each !== undefined && each !== '').map((each) => each.nodeType ? each : String(each)));
  return made;
}

/** A text that strangers chose: it can't turn what stands beside it. */
const foreign = (text) => (text === undefined ? '' : element('bdi', '', text));

function time(at) {
  const moment = new Date(at);
  const today = day.format(moment) === day.format(new Date());
  const made = element('time', '', today ? clock.format(moment) : `${day.format(moment)}, ${clock.format(moment)}`);
  made.dateTime = at;
  return made;
}

/** To the second, as the bank's log and the vault's know it. */
function exactly(at) {
  const moment = new Date(at ?? '');
  return Number.isNaN(moment.getTime()) ? at : `${moment.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const amount = ({ amount: asked }) => (asked ? amountInWords(asked.value, asked.currency) : '');

function effect({ balanceEffect, amount: asked }) {
  return balanceEffect && asked ? amountInWords(balanceEffect, asked.currency) : 'none';
}

function badges(receipt) {
  const [words, shade] = decisionInWords(receipt.decision);
  const cell = element('td', '', element('span', `badge ${shade}`, words));
  if (receipt.reversed) cell.append(' ', element('span', 'badge', 'Reversed'));
  if (receipt.repeat > 0) cell.append(' ', element('span', 'badge to-wide', `Repeated ${receipt.repeat}×`));
  if (receipt.responseCode !== '00') cell.append(element('span', 'why', responseInWords(receipt.responseCode)));
  return cell;
}

function facts(receipt) {
  const proof = receipt.authentication ?? {};
  return [
    ['Received', exactly(receipt.at)],
    ['Message', receipt.messageId, 'mono'],
    ['Concerns message', receipt.original, 'mono'],
    ['Payment', receipt.payment, 'mono'],
    ['Enrolment', receipt.enrolment, 'mono'],
    ['Merchant', foreign(receipt.merchant)],
    ['Order', foreign(receipt.orderReference)],
    ['Amount', amount(receipt)],
    ['Effect on the balance', effect(receipt)],
    ['Card', receipt.card, 'mono'],
    ['Holder, initials', foreign(receipt.holder)],
    ['Username, masked', foreign(receipt.alias)],
    ['Decision', decisionInWords(receipt.decision)[0]],
    ['Response code', responseInWords(receipt.responseCode)],
    ['Repeats', receipt.repeat],
    ['Reversed', receipt.kind === 'authorization' ? (receipt.reversed ? 'yes' : 'no') : ''],
    ['Evidence', proof.amr?.join(' + ')],
    ['Strength', proof.acr],
    ['Proved at', exactly(proof.time)],
    ['Bound to the payment', proof.bound],
    ['Policy applied', proof.policy],
  ].filter(([, value]) => value !== undefined && value !== '');
}

let made = 0;

/** A message's row and the row of its details, kept up to date by `show`. */
export class Row {
  constructor(receipt) {
    this.receipt = receipt;
    this.line = document.createElement('tr');
    this.details = element('tr', 'details');
    this.details.id = `details-${++made}`;
    this.details.hidden = true;
    this.button = element('button', 'open');
    this.button.type = 'button';
    this.button.setAttribute('aria-controls', this.details.id);
    this.button.setAttribute('aria-label', `Details of ${kindInWords(receipt.kind)} ${receipt.messageId.slice(-SHORT)}`);
    this.button.addEventListener('click', () => this.open(this.details.hidden));
    this.opener = element('td', '', this.button);
    this.open(false);
    this.show();
  }

  open(wanted) {
    this.details.hidden = !wanted;
    this.button.setAttribute('aria-expanded', String(wanted));
  }

  show() {
    const receipt = this.receipt;
    const id = element('td', 'mono from-wide', `msg_…${receipt.messageId.slice(-SHORT)}`);
    id.title = receipt.messageId;
    const cells = [
      element('td', '', time(receipt.at), element('span', 'why to-small', kindInWords(receipt.kind))),
      element('td', 'from-small', kindInWords(receipt.kind)),
      element('td', 'text from-wide', foreign(receipt.merchant)),
      element('td', 'text from-wide', foreign(receipt.orderReference)),
      element('td', 'number', amount(receipt)),
      element('td', 'mono from-middle', receipt.card ?? ''),
      element('td', 'from-wide', receipt.authentication?.amr?.join(' + ') ?? ''),
      badges(receipt),
      element('td', 'number from-wide', receipt.repeat),
      id,
    ];
    // The opener stays where it is: it may have the focus.
    while (this.line.lastChild && this.line.lastChild !== this.opener) this.line.lastChild.remove();
    if (!this.opener.parentNode) this.line.append(this.opener);
    this.line.append(...cells);
    const list = element('dl', '', ...facts(receipt).map(([name, value, style]) =>
      element('div', '', element('dt', '', name), element('dd', style, value))));
    const cell = element('td', '', list);
    cell.colSpan = COLUMNS;
    this.details.replaceChildren(cell);
  }

  /** Once: a row that is written anew later does not light up again. */
  highlight() {
    this.line.classList.add('fresh');
    this.line.addEventListener('animationend', () => this.line.classList.remove('fresh'), { once: true });
  }

  hide(wanted) {
    this.line.hidden = wanted;
    if (wanted) this.open(false);
  }

  remove() {
    this.line.remove();
    this.details.remove();
  }
}
