// <cardnym-checkout> 1.0.0, Apache-2.0: a username field and a button; README.md says how to use it.

const CHANNEL = 'cardnym-checkout';
const POPUP = 'width=480,height=780';
const PATIENCE_MILLIS = 30_000;

/* ---- What may be a card number: the vault's own rule, kept in step by test/card-like.json. ---- */

const MIN_DIGITS = 12;
const MAX_DIGITS = 19;
const MAX_CODE = 4;
// Visa, Mastercard, American Express, Discover, Diners, JCB, UnionPay, Maestro.
const SCHEMES = new RegExp(
  '^(?:4(?:\\d{12}|\\d{15}|\\d{18})|(?:5[1-5]\\d\\d|222[1-9]|22[3-9]\\d|2[3-6]\\d\\d|27[01]\\d|2720)\\d{12}' +
    '|3[47]\\d{13}|(?:6011|65\\d\\d|64[4-9]\\d)\\d{12,15}|3(?:0[0-5]|[689]\\d)\\d{11,16}' +
    '|35(?:2[89]|[3-8]\\d)\\d{12,15}|62\\d{14,17}|(?:50|5[6-9]|6[37])\\d{11,17})$',
);
const DECIMAL = /^\p{Nd}$/u;
const LETTER = /^\p{L}$/u;
// Numerals that Unicode does not call decimal digits, from 0 to 9: Han, and ringed ones.
const NUMERALS = new Map(
  '⓿〇洞零 ⓵❶➀➊〡一壱壹幺弌 ⓶❷➁➋〢㒃两二俩倆兩弍弐貮貳贰 ⓷❸➂➌〣三仨叁参參叄弎 ⓸❹➃➍〤亖四肆 ⓹❺➄➎〥㐅㠪五伍 ⓺❻➅➏〦六陆陸 ⓻❼➆➐〧㭍七拐柒漆 ⓼❽➇➑〨八捌 ⓽❾➈➒〩九廾玖鈎钩'
    .split(' ')
    .flatMap((letters, value) => Array.from(letters, (letter) => [letter, value])),
);

function digitOf(letter) {
  if (!DECIMAL.test(letter)) return NUMERALS.get(letter) ?? -1;
  // Decimal digits of a script stand in a row from 0 to 9.
  const point = letter.codePointAt(0);
  let first = point;
  while (DECIMAL.test(String.fromCodePoint(first - 1))) first--;
  return (point - first) % 10;
}

// Groups of digits, in runs that letters part.
function runsOf(text) {
  const runs = [[]];
  let group = '';
  const close = () => {
    if (group) runs.at(-1).push(group);
    group = '';
  };
  for (const letter of text.normalize('NFKC')) {
    const digit = digitOf(letter);
    if (digit >= 0) {
      group += digit;
      continue;
    }
    close();
    if (LETTER.test(letter)) runs.push([]);
  }
  close();
  return runs;
}

// ISO/IEC 7812-1 annex B.
function luhn(digits) {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const weighed = place % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

function inside(digits) {
  for (let from = 0; from + MIN_DIGITS <= digits.length; from++) {
    for (let to = from + MIN_DIGITS; to <= Math.min(from + MAX_DIGITS, digits.length); to++) {
      if (luhn(digits.slice(from, to))) return true;
    }
  }
  return false;
}

function isNumber(digits) {
  return digits.length >= MIN_DIGITS && digits.length <= MAX_DIGITS && luhn(digits);
}

// A scheme's number with its verification code right behind.
function beforeCode(digits, code) {
  const number = digits.slice(0, -code);
  return SCHEMES.test(number) && luhn(number);
}

function startsAt(run, first) {
  if (run[first].length > MAX_DIGITS) return inside(run[first]);
  let digits = '';
  for (let group = first; group < run.length; group++) {
    digits += run[group];
    if (digits.length > MAX_DIGITS + MAX_CODE) return false;
    if (isNumber(digits) || beforeCode(digits, 3) || beforeCode(digits, MAX_CODE)) return true;
  }
  return false;
}

/** True if the text holds what could be a card number, in any script and grouping. */
export function cardLike(text) {
  return runsOf(text).some((run) => run.some((_, first) => startsAt(run, first)));
}

/* ---- Words ---- */

const WORDS = {
  en: {
    label: 'Username',
    button: 'Pay with username',
    note: 'No card number, ever. You confirm on the payment page, and only your bank sees your card.',
    card_number: 'That looks like a card number. It was not sent; please enter your username only.',
    email: 'That looks like an e-mail address. Please enter your username.',
    username: 'A username has 3 to 64 characters.',
    busy: 'One moment…',
    shop: 'The payment could not be started. Nothing was charged; please try again.',
    timeout: 'The shop did not answer in time. Nothing was charged; please try again.',
    closed: 'The payment window was closed before the payment page opened.',
    opened: 'The payment page is open in a window of its own.',
    here: 'Continue in this window',
  },
  zh: {
    label: '用户名',
    button: '用用户名付款',
    note: '无需输入卡号。您在付款页面上确认，只有您的银行能看到您的卡。',
    card_number: '这看起来像卡号，未被发送。请只输入您的用户名。',
    email: '这看起来像电子邮箱地址。请输入您的用户名。',
    username: '用户名为 3 到 64 个字符。',
    busy: '请稍候…',
    shop: '无法开始付款。未扣款，请重试。',
    timeout: '商店未及时响应。未扣款，请重试。',
    closed: '付款页面打开之前，窗口已被关闭。',
    opened: '付款页面已在单独的窗口中打开。',
    here: '在此窗口中继续',
  },
};

/* ---- Looks: a constructed sheet, which a strict Content-Security-Policy of the page allows. ---- */

const STYLE = `
:host { display: block; font: inherit; color: inherit; text-align: start; }
:host([hidden]), [hidden] { display: none !important; }
form, div { display: grid; gap: .6rem; margin: 0; }
label { font-weight: 600; }
input, button {
  box-sizing: border-box; width: 100%; min-height: 3rem; padding: .6rem .9rem; margin: 0; font: inherit;
  border-radius: var(--cardnym-radius, .6rem);
}
input {
  border: 1px solid var(--cardnym-line, light-dark(#767c78, #8b938e)); color: var(--cardnym-text, CanvasText);
  background: var(--cardnym-field, light-dark(#fff, #1b1e1c));
}
input[aria-invalid=true] { border-color: var(--cardnym-alarm, light-dark(#a3160c, #ff9b90)); }
button {
  border: 1px solid transparent; font-weight: 600; cursor: pointer; color: var(--cardnym-on-accent, light-dark(#fff, #06251b));
  background: var(--cardnym-accent, light-dark(#0b6b4f, #7fd6b4));
}
button.here { color: inherit; background: none; border-color: currentcolor; }
button:hover { filter: brightness(1.08); }
button:disabled { opacity: .65; cursor: progress; }
:focus-visible { outline: 3px solid var(--cardnym-accent, light-dark(#0b6b4f, #7fd6b4)); outline-offset: 2px; }
p { margin: 0; font-size: .9em; }
p:empty { display: none; }
.alarm { color: var(--cardnym-alarm, light-dark(#a3160c, #ff9b90)); font-weight: 600; }
.note { opacity: .8; }
`;
let sheet;

function styled(root) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  root.adoptedStyleSheets = [sheet];
}

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  if (properties.part) element.setAttribute('part', properties.part);
  element.append(...children);
  return element;
}

/* ---- The way to the payment page ---- */

class Failure extends Error {
  constructor(code, shown = '') {
    super(code);
    this.code = code;
    this.shown = shown;
  }
}

// An address that may be opened: TLS, or this very machine.
function checked(address, pages) {
  const url = URL.canParse(String(address)) ? new URL(address) : null;
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname);
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && loopback))) throw new Failure('shop');
  if (pages && url.origin !== new URL(pages).origin) throw new Failure('shop');
  return url.href;
}

// The vault must learn which shop a browser comes from. Where the page's Referrer-Policy is no-referrer or same-origin, a form
// of the page itself would say "Origin: null"; one in a document of the same origin with a policy of its own does not.
function post(page, address, target) {
  page.head.append(Object.assign(page.createElement('meta'), { name: 'referrer', content: 'strict-origin' }));
  const form = Object.assign(page.createElement('form'), { method: 'post', action: address, target });
  page.body.append(form);
  form.submit();
}

function postHere(beside, address) {
  const frame = make('iframe', { hidden: true, title: '' });
  frame.setAttribute('aria-hidden', 'true');
  beside.append(frame);
  post(frame.contentDocument, address, '_top');
  return frame;
}

// Opened in the click itself, empty, as browsers block what comes later. Null where it is blocked all the same.
function blankPopup(name, words) {
  const popup = window.open('', '_blank', POPUP);
  if (!popup) return null;
  popup.document.title = popup.document.body.textContent = words.busy;
  try {
    popup.sessionStorage.setItem(CHANNEL, name);
  } catch {
    // A browser that keeps nothing: the shopper closes the window.
  }
  return popup;
}

// In the pop-up, back on a page of the shop: tells the page that opened it, and goes if that page is still there.
function announceReturn() {
  let name;
  try {
    name = sessionStorage.getItem(CHANNEL);
    sessionStorage.removeItem(CHANNEL);
  } catch {
    // A browser that keeps nothing.
  }
  if (!name) return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => data?.seen === name && window.close();
  channel.postMessage({ returned: name });
}

/* ---- The element ---- */

export class CardnymCheckout extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ['label', 'button-label', 'disabled', 'lang'];

  /** In place of `endpoint`: `(alias, order, signal) => ({ paymentPage })`, or a promise of it. */
  requestPayment = null;

  #labels = {};
  #busy = false;
  #wiped = false;
  #work = null;
  #address = '';
  #frame = null;
  #channel = null;
  #popupName = '';
  #parts;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    styled(root);
    const input = make('input', {
      id: 'username', name: 'username', part: 'input', autocomplete: 'username', autocapitalize: 'none', spellcheck: false,
      enterKeyHint: 'go', required: true, type: 'text',
    });
    input.setAttribute('autocorrect', 'off');
    input.setAttribute('aria-describedby', 'message note');
    this.#parts = {
      input,
      label: make('label', { htmlFor: 'username', part: 'label' }),
      message: make('p', { id: 'message', className: 'alarm', part: 'message', role: 'alert' }),
      button: make('button', { id: 'pay', type: 'submit', part: 'button' }),
      status: make('p', { id: 'status', part: 'status', role: 'status' }),
      here: make('button', { id: 'here', type: 'button', className: 'here', part: 'here', hidden: true }),
      note: make('slot', { name: 'note' }),
    };
    const { label, message, button, status, here, note } = this.#parts;
    const form = make('form', { noValidate: true, part: 'form' }, label, input, message, button, status, here);
    root.append(make('div', {}, form, make('p', { id: 'note', className: 'note', part: 'note' }, note)));
    form.addEventListener('submit', (event) => this.#submit(event));
    here.addEventListener('click', () => this.#open(null));
    // Leaving the field comes before the click or the key that sends it: nothing is said twice.
    input.addEventListener('change', () => this.#refuseCard());
    input.addEventListener('input', () => (this.#wiped = false));
    // What is typed here is no business of the page's other scripts.
    for (const name of ['beforeinput', 'input', 'paste', 'compositionstart', 'compositionupdate', 'compositionend']) {
      root.addEventListener(name, (event) => event.stopPropagation());
    }
    for (const name of ['keydown', 'keypress', 'keyup']) {
      root.addEventListener(name, (event) => event.key?.length === 1 && event.stopPropagation());
    }
  }

  get order() {
    return this.getAttribute('order') ?? '';
  }

  set order(reference) {
    this.setAttribute('order', reference);
  }

  /** Texts that stand in for the built-in ones, by their names. */
  get labels() {
    return this.#labels;
  }

  set labels(labels) {
    this.#labels = { ...labels };
    this.#render();
  }

  connectedCallback() {
    this.#render();
    window.addEventListener('pageshow', this.#shown);
  }

  disconnectedCallback() {
    window.removeEventListener('pageshow', this.#shown);
    this.#work?.abort();
    this.#watch(false);
  }

  attributeChangedCallback() {
    this.#render();
  }

  get #words() {
    const lang = this.closest('[lang]')?.lang || document.documentElement.lang;
    return { ...WORDS[/^zh\b/i.test(lang) ? 'zh' : 'en'], ...this.#labels };
  }

  #render() {
    const words = this.#words;
    const { label, button, note, here, input } = this.#parts;
    label.textContent = this.getAttribute('label') ?? words.label;
    button.textContent = this.getAttribute('button-label') ?? words.button;
    note.textContent = words.note;
    here.textContent = words.here;
    input.disabled = this.hasAttribute('disabled');
    button.disabled = this.#busy || input.disabled;
    input.form.setAttribute('aria-busy', String(this.#busy));
  }

  async #submit(event) {
    event.preventDefault();
    const { input } = this.#parts;
    if (this.#busy || input.disabled) return;
    const alias = input.value.trim();
    if (this.#refuseCard() || this.#wiped) return;
    if (alias.normalize('NFKC').includes('@')) return this.#fail('email');
    const length = [...alias.normalize('NFC')].length;
    if (length < 3 || length > 64) return this.#fail('username');
    // Tells this pop-up from those of other tabs; nobody needs to be unable to guess it.
    this.#popupName = String(Math.random());
    const popup = this.hasAttribute('popup') ? blankPopup(this.#popupName, this.#words) : null;
    this.#begin();
    try {
      const answer = await this.#ask(alias);
      this.#go(answer, popup);
    } catch (failure) {
      popup?.close();
      const { code, shown } = failure instanceof Failure ? failure : new Failure('shop');
      if (this.isConnected) this.#fail(code, shown);
      else this.#release();
    }
  }

  // Empties the field at once; the number is in no event, no request and no message.
  #refuseCard() {
    const { input } = this.#parts;
    if (!cardLike(input.value)) return false;
    input.value = '';
    this.#wiped = true;
    this.#fail('card_number');
    return true;
  }

  #begin() {
    this.#busy = true;
    this.#say('');
    this.#parts.status.textContent = this.#words.busy;
    this.#parts.here.hidden = true;
    this.#render();
  }

  #release() {
    this.#busy = false;
    this.#parts.status.textContent = '';
    this.#frame?.remove();
    this.#frame = null;
    this.#render();
  }

  #say(text) {
    this.#parts.message.textContent = text;
    this.#parts.input.setAttribute('aria-invalid', String(text !== ''));
  }

  #fail(code, shown = '') {
    this.#release();
    this.#say(shown || this.#words[code]);
    this.focus();
    this.#tell('error', { code });
  }

  #tell(what, detail) {
    const about = { order: this.order, ...detail };
    this.dispatchEvent(new CustomEvent(`cardnym-${what}`, { detail: about, bubbles: true, composed: true }));
  }

  async #ask(alias) {
    const work = (this.#work = new AbortController());
    const timer = setTimeout(() => work.abort(), Number(this.getAttribute('timeout')) || PATIENCE_MILLIS);
    const late = new Promise((_, reject) => {
      work.signal.addEventListener('abort', reject);
    });
    try {
      const asked = this.requestPayment ? this.requestPayment(alias, this.order, work.signal) : this.#fetch(alias, work.signal);
      return await Promise.race([asked, late]);
    } catch (failure) {
      throw work.signal.aborted ? new Failure('timeout') : failure;
    } finally {
      clearTimeout(timer);
    }
  }

  async #fetch(alias, signal) {
    const answer = await fetch(this.getAttribute('endpoint') ?? '', {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify({ alias, order: this.order }),
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
      signal,
    });
    const body = await answer.json();
    if (!answer.ok) throw new Failure('shop', typeof body?.message === 'string' ? body.message.slice(0, 300) : '');
    return body;
  }

  #go(answer, popup) {
    if (answer?.next) {
      // Nothing left to pay; only ever a page of the shop itself.
      const next = new URL(answer.next, location.href);
      if (next.origin !== location.origin) throw new Failure('shop');
      popup?.close();
      location.assign(next);
      return;
    }
    this.#address = checked(answer?.paymentPage, this.getAttribute('pages'));
    if (popup?.closed) {
      this.#parts.here.hidden = false;
      throw new Failure('closed');
    }
    this.#open(popup);
  }

  #open(popup) {
    if (popup) {
      this.#release();
      this.#parts.status.textContent = this.#words.opened;
      this.#parts.here.hidden = false;
      this.#watch(true);
    }
    this.#tell('opened', { popup: popup !== null });
    if (popup) {
      post(popup.document, this.#address, '_self');
      popup.focus();
    } else {
      this.#begin();
      this.#frame = postHere(this.shadowRoot, this.#address);
    }
  }

  // The payment page cuts the tie to its opener, so `closed` says nothing: what can be seen is that the shopper is back here,
  // or that the pop-up came back to a page of the shop with this script.
  #watch(on) {
    this.#channel?.close();
    this.#channel = on ? new BroadcastChannel(CHANNEL) : null;
    window.removeEventListener('focus', this.#returned);
    if (!on) return;
    window.addEventListener('focus', this.#returned);
    this.#channel.onmessage = ({ data }) => {
      if (data?.returned !== this.#popupName) return;
      this.#channel.postMessage({ seen: this.#popupName });
      this.#parts.here.hidden = true;
      this.#parts.status.textContent = '';
      this.#watch(false);
      this.#tell('returned', {});
    };
  }

  #returned = () => this.#tell('returned', {});

  // Back from the payment page by the browser's own button.
  #shown = (event) => {
    if (!event.persisted) return;
    this.#release();
    this.#tell('returned', {});
  };
}

if (globalThis.customElements && !customElements.get('cardnym-checkout')) {
  customElements.define('cardnym-checkout', CardnymCheckout);
  announceReturn();
}
