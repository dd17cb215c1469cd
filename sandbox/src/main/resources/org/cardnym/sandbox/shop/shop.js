'use strict';

const form = document.getElementById('checkout');
const field = document.getElementById('username');
const message = document.getElementById('message');
const button = document.getElementById('pay');

const decimal = /^\p{Nd}$/u;

// The value of a decimal digit of any script: its place in its run of ten.
function digitValue(point) {
  let before = 0;
  while (decimal.test(String.fromCodePoint(point - before - 1))) before++;
  return before % 10;
}

// The same question as AliasCheck on the server: may this be a card number?
function looksLikeCard(typed) {
  const digits = [];
  for (const letter of typed.normalize('NFKC')) {
    if (decimal.test(letter)) digits.push(digitValue(letter.codePointAt(0)));
    else if (/\p{L}/u.test(letter)) return false;
  }
  if (digits.length < 12 || digits.length > 19) return false;
  const sum = digits.reverse().reduce((total, digit, i) => {
    const weighted = i % 2 === 0 ? digit : digit * 2;
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}

function tell(text) {
  message.textContent = text;
  field.setAttribute('aria-invalid', text ? 'true' : 'false');
  if (text) field.focus();
}

function release() {
  button.disabled = false;
}

// A form post, as the vault wants to see which shop a browser comes from.
function openPaymentPage(address) {
  const post = document.createElement('form');
  post.method = 'post';
  post.action = address;
  document.body.append(post);
  post.submit();
}

async function pay() {
  const answer = await fetch('/checkout', {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: new URLSearchParams(new FormData(form)),
  });
  const body = await answer.json();
  if (body.pay) openPaymentPage(body.pay);
  else if (body.go) location.assign(body.go);
  else {
    tell(body.message || 'Something went wrong. Nothing was charged.');
    release();
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (button.disabled) return;
  const typed = field.value.trim();
  if (!typed) return tell('Please enter your username.');
  if (looksLikeCard(typed)) {
    field.value = '';
    return tell('That looks like a card number, so it was not sent. Please enter your username only.');
  }
  tell('');
  button.disabled = true;
  pay().catch(() => {
    tell('The shop can’t be reached. Nothing was charged.');
    release();
  });
});

// Back from the payment page: the form can be used again.
window.addEventListener('pageshow', release);
