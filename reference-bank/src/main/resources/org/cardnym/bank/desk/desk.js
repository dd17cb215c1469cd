import { List } from './list.js';

const EVERY = 1500;
const PATIENCE = 10000;
const LONGEST_REST = 10000;
const QUIET = 10000;
const STATES = { connecting: 'Connecting', live: 'Live', paused: 'Paused', busy: 'Desk busy, trying again', lost: 'Connection lost, trying again' };

const place = (id) => document.getElementById(id);
const list = new List();
let run;
let paused = false;
let wake = () => {};
let unsaid = 0;
let saidAt = -QUIET;

/** Said aloud by screen readers, so only when it changes. */
function state(now) {
  const shown = place('state');
  if (shown.dataset.state === now) return;
  shown.dataset.state = now;
  shown.textContent = STATES[now];
}

/** Tells of new messages at most every ten seconds, all of them together. */
function announce(count) {
  unsaid += count;
  if (unsaid === 0 || performance.now() - saidAt < QUIET) return;
  place('news').textContent = unsaid === 1 ? '1 new message' : `${unsaid} new messages`;
  unsaid = 0;
  saidAt = performance.now();
}

/** Waits so long, or until somebody wakes it. */
const rest = (millis) => new Promise((done) => {
  const timer = millis === Infinity ? undefined : setTimeout(done, millis);
  wake = () => { clearTimeout(timer); done(); };
});

class Busy extends Error {
  constructor(seconds) {
    super('busy');
    this.millis = Math.min(60, Math.max(1, Number(seconds) || 2)) * 1000;
  }
}

async function ask(query) {
  const answer = await fetch(`/feed${query}`, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
  if (answer.status === 503) throw new Busy(answer.headers.get('Retry-After'));
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

/** One question to the bank; true if more is to be had at once. */
async function round() {
  if (run !== undefined) {
    const feed = await ask(`?after=${list.newest}`);
    if (paused) return false;
    if (feed.run === run) {
      if (feed.items.length) list.prepend(feed.items, true);
      list.repeated(feed.repeats);
      announce(feed.items.length);
      return feed.more;
    }
  }
  const feed = await ask('');
  if (paused) return false;
  run = feed.run;
  list.clear();
  list.append(feed.items, feed.more);
  list.repeated(feed.repeats);
  return false;
}

async function follow() {
  let lost = 0;
  for (;;) {
    if (paused || document.hidden) {
      await rest(Infinity);
      continue;
    }
    try {
      const more = await round();
      lost = 0;
      if (!paused) state('live');
      if (!more) await rest(EVERY);
    } catch (problem) {
      if (paused) continue;
      const busy = problem instanceof Busy;
      state(busy ? 'busy' : 'lost');
      await rest(busy ? problem.millis : Math.min(LONGEST_REST, 1000 * 2 ** lost++));
    }
  }
}

place('pause').addEventListener('click', () => {
  paused = !paused;
  place('pause').textContent = paused ? 'Resume' : 'Pause';
  state(paused ? 'paused' : 'connecting');
  wake();
});

place('older').addEventListener('click', async () => {
  place('older').disabled = true;
  try {
    const feed = await ask(`?before=${list.oldest}`);
    if (feed.run === run) list.append(feed.items, feed.more);
    list.repeated(feed.repeats);
  } catch (problem) {
    state(problem instanceof Busy ? 'busy' : 'lost');
  } finally {
    place('older').disabled = false;
  }
});

document.addEventListener('visibilitychange', () => wake());
window.addEventListener('online', () => wake());
follow();
