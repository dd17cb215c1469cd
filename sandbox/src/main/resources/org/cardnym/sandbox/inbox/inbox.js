'use strict';

const codes = document.getElementById('codes');
const mails = document.getElementById('mails');
const none = document.getElementById('none');
const texts = document.getElementById('texts');
const noTexts = document.getElementById('no-texts');
const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

function element(name, style, text) {
  const made = document.createElement(name);
  if (style) made.className = style;
  made.textContent = text;
  return made;
}

async function items(path) {
  return (await (await fetch(path)).json()).items;
}

async function showCodes() {
  codes.replaceChildren(...(await items('/api/codes')).map((each) => {
    const line = document.createElement('li');
    line.append(
      element('span', '', each.label),
      element('span', 'code', each.code),
      element('span', 'soft', `${each.secondsLeft} s left`));
    return line;
  }));
}

let shown;

async function showMails() {
  const all = await items('/api/messages');
  const newest = all.length ? all[0].id : "";
  if (newest === shown) return;
  shown = newest;
  none.hidden = all.length > 0;
  mails.replaceChildren(...all.map((mail) => {
    const sheet = document.createElement('article');
    sheet.append(
      element('h3', '', mail.subject),
      element('div', 'soft', `to ${mail.to.join(', ')} · ${time.format(new Date(mail.at))}`),
      element('pre', '', mail.text));
    return sheet;
  }));
}

let shownText;

async function showTexts() {
  const all = await items('/api/texts');
  const newest = all.length ? all[0].id : '';
  if (newest === shownText) return;
  shownText = newest;
  noTexts.hidden = all.length > 0;
  texts.replaceChildren(...all.map((text) => {
    const sheet = document.createElement('article');
    sheet.append(
      element('div', 'soft', `to ${text.to} · ${time.format(new Date(text.at))}`),
      element('pre', '', text.text));
    return sheet;
  }));
}

async function show() {
  try {
    await Promise.all([showCodes(), showTexts(), showMails()]);
  } catch {
    none.hidden = false;
    none.textContent = 'The sandbox has stopped.';
  }
}

show();
setInterval(show, 2000);
