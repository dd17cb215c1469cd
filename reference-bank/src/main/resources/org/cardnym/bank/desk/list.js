import { Row } from './row.js';
import { tally } from './tally.js';

const MOST = 500;
const START = '0-0';

const place = (id) => document.getElementById(id);
const table = document.querySelector('table');

/** The messages on the page, newest first, at most 500. */
export class List {
  #rows = [];
  #byMessage = new Map();
  #more = false;

  constructor() {
    place('kind').addEventListener('change', () => this.#arrange());
  }

  /** After what to ask next. */
  get newest() {
    return this.#rows[0]?.receipt.cursor ?? START;
  }

  get oldest() {
    return this.#rows.at(-1)?.receipt.cursor ?? START;
  }

  /** Forgets everything: the bank was started anew. */
  clear() {
    this.#rows.forEach((row) => row.remove());
    this.#rows = [];
    this.#byMessage.clear();
    this.#more = false;
  }

  /** Receipts that came since, oldest first. */
  prepend(receipts, fresh) {
    for (const receipt of receipts) {
      const row = this.#make(receipt);
      if (fresh) row.highlight();
      this.#rows.unshift(row);
      place('rows').prepend(row.line, row.details);
    }
    while (this.#rows.length > MOST) {
      const last = this.#rows.pop();
      this.#byMessage.delete(last.receipt.messageId);
      last.remove();
      this.#more = true;
    }
    this.#arrange();
  }

  /** Older receipts, newest first; `more` are to be had. */
  append(receipts, more) {
    const room = Math.max(0, MOST - this.#rows.length);
    for (const receipt of receipts.slice(0, room)) {
      const row = this.#make(receipt);
      this.#rows.push(row);
      place('rows').append(row.line, row.details);
    }
    this.#more = more || receipts.length > room;
    this.#arrange();
  }

  /** How often messages came, told anew with every answer. */
  repeated(repeats) {
    for (const { messageId, repeat } of repeats) {
      const row = this.#byMessage.get(messageId);
      if (row && row.receipt.repeat !== repeat) {
        row.receipt.repeat = repeat;
        row.show();
      }
    }
  }

  #make(receipt) {
    const row = new Row(receipt);
    this.#byMessage.set(receipt.messageId, row);
    const original = receipt.kind === 'reversal' ? this.#byMessage.get(receipt.original) : undefined;
    if (original?.receipt.kind === 'authorization' && !original.receipt.reversed) {
      original.receipt.reversed = true;
      original.show();
    }
    return row;
  }

  #arrange() {
    const kind = place('kind').value;
    let shown = 0;
    for (const row of this.#rows) {
      const fits = !kind || row.receipt.kind === kind;
      row.hide(!fits);
      if (fits) shown++;
    }
    const all = this.#rows.length;
    table.hidden = shown === 0;
    place('none').hidden = shown > 0;
    place('none').textContent = all ? 'No message of this kind on this page.' : 'No message yet: pay in the shop, and it appears here.';
    place('count').textContent = kind ? `(${shown} of ${all})` : `(${all})`;
    place('older').hidden = !this.#more || all >= MOST;
    place('bound').textContent = this.#more && all >= MOST ? `This page keeps the newest ${MOST}; older ones stay in the books.` : '';
    tally(this.#rows.map((row) => row.receipt));
  }
}
