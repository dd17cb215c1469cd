// A tiny issuing bank, written from docs/issuer-protocol.md alone: a test fixture, and an example in another language.
// What it decided is in memory only, so a restart forgets it; a real bank MUST have it on disk before it answers (§6).
//
//   node bank.js DIRECTORY [wrong-key | other-message | trusting]
//
// DIRECTORY holds settings.json; the bank's certificate, tls.p12, and keys, enc.jwk and sig.jwk (keys.js makes them); of the
// vault the authority of its client certificate, vault-ca.pem, and its signature keys, vault.jwks.
import { CompactSign, calculateJwkThumbprint, compactDecrypt, compactVerify, generateKeyPair, importJWK } from 'jose';
import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { isDeepStrictEqual } from 'node:util';

const [directory, fault] = process.argv.slice(2);
const file = (name) => readFileSync(`${directory}/${name}`, 'utf8');
const pinned = async (jwk, alg) => ({ key: await importJWK(jwk, alg), kid: await calculateJwkThumbprint(jwk) });
const settings = JSON.parse(file('settings.json')); // institution, issuer, client (a name), path, port, passphrase, cards
const vault = await Promise.all(JSON.parse(file('vault.jwks')).keys.map((jwk) => pinned(jwk, 'ES256')));
const enc = await pinned(JSON.parse(file('enc.jwk')), 'ECDH-ES+A256KW');
const sig = await pinned(JSON.parse(file('sig.jwk')), 'ES256');
if (fault === 'wrong-key') sig.key = (await generateKeyPair('ES256')).privateKey;

const now = () => Math.floor(Date.now() / 1000);
const fresh = () => randomBytes(16).toString('base64url'); // a jti
const refuse = (status, code) => {
  throw Object.assign(new Error(code), { status, code });
};
const must = (held, code) => held || refuse(400, code);
// ---- §3: opening a message
const isObject = (v) => v !== null && typeof v === 'object';
const names = (v) => (isObject(v) ? Object.values(v).reduce((n, w) => n + names(w), Array.isArray(v) ? 0 : Object.keys(v).length) : 0);

/** A JSON object. JSON.parse takes the last of two members with one name, so the names in the text are counted too. */
function parse(bytes) {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const value = JSON.parse(text);
  const written = (text.match(/"(?:[^"\\]|\\.)*"\s*:?/g) ?? []).filter((each) => each.endsWith(':'));
  return must(isObject(value) && written.length === names(value), 'duplicate') && value;
}

/** The parts of a compact form. Buffer skips what is no base64url, so each must come back as it was written. */
function parts(compact, count) {
  const all = compact.split('.').map((part) => ({ part, bytes: Buffer.from(part, 'base64url') }));
  must(all.length === count && all.every(({ part, bytes }) => bytes.toString('base64url') === part), 'compact');
  return all.map(({ bytes }) => bytes);
}

async function open(jwe) {
  const { epk, ...outer } = parse(parts(jwe, 5)[0]);
  const agreed = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM', typ: 'cardnym-message+jwe', cty: 'JWT', kid: enc.kid };
  must(isObject(epk) && isDeepStrictEqual(outer, agreed), 'header');
  const jws = Buffer.from((await compactDecrypt(jwe, enc.key)).plaintext).toString('latin1');
  const [header, payload, signature] = parts(jws, 3);
  const message = parse(payload);
  const { kid, ...inner } = parse(header);
  const signer = vault.find((each) => each.kid === kid);
  must(isDeepStrictEqual(inner, { alg: 'ES256', typ: `cardnym-${message.kind}+jwt` }), 'header');
  must(signer && signature.length === 64, 'signature');
  if (fault !== 'trusting') await compactVerify(jws, signer.key, { algorithms: ['ES256'] });
  return message;
}

const seen = new Map(); // jti -> when it came
function checkEnvelope(m) {
  must(m.iss === settings.issuer && m.aud === settings.institution, 'names');
  must(Number.isInteger(m.iat) && m.iat >= now() - 60 && m.iat <= now() + 10, 'time');
  must(Number.isInteger(m.exp) && m.exp > now() && m.exp <= m.iat + 60, 'time');
  must(Object.hasOwn(kinds, m.kind) && /^msg_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(m.messageId), 'message');
  must(Number.isInteger(m.repeat) && m.repeat >= 0 && /^[\w-]{22}$/.test(m.jti), 'transmission');
  for (const [jti, time] of seen) if (time < now() - 120) seen.delete(jti);
  must(!seen.has(m.jti), 'replay');
  seen.set(m.jti, now());
}

// ---- §4: what each kind holds (no more than is used), and what the bank decides
const isText = (v, most) => typeof v === 'string' && v.length > 0 && v.length <= most && !/\p{Cc}/u.test(v);
const isAmount = (v) => Number.isInteger(v?.value) && v.value >= 0 && v.value < 1e12 && /^[A-Z]{3}$/.test(v.currency);
const isCard = (v, code) => /^\d{8,19}$/.test(v?.number) && /^\d{4}-\d\d$/.test(v.expiry) && code.test(v.verificationCode ?? '');
const isOf = (m, kind) => isText(m.original?.messageId, 40) && m.original.kind === kind;
const at = (time) => (/^\d{4}-\d\d-\d\dT.*Z$/.test(time) ? Date.parse(time) + /\.\d{3}\d*[1-9]/.test(time) : NaN); // rounded up
const verdict = (responseCode, more) =>
  responseCode === '00' ? { decision: 'approved', responseCode, ...more } : { decision: 'declined', responseCode };
const acknowledged = (more) => ({ decision: 'acknowledged', responseCode: '00', ...more });

const sales = new Map(); // message id -> payment, amount, approved, refunded
const reversed = new Set(); // message ids of authorizations, seen or not
const books = []; // records for reconciliation, the oldest first

/** Why this bank declines a card, or `00`. Its cards are {number, expiry, code, limit}; it asks no codes of its own. */
function judge(card, amount, code) {
  const mine = settings.cards.find((each) => each.number === card.number);
  if (mine?.expiry !== card.expiry) return mine ? '54' : '14';
  if (code && mine.code !== card.verificationCode) return '82';
  return amount.value > mine.limit ? '51' : '00';
}

const kinds = {
  authorization: {
    holds: (m) => isText(m.payment, 40) && isAmount(m.amount) && m.amount.value > 0 && isCard(m.card, /^$/),
    decide(m) {
      const code = reversed.has(m.messageId) ? '05' : judge(m.card, m.amount);
      sales.set(m.messageId, { payment: m.payment, amount: m.amount, approved: code === '00', refunded: 0 });
      return verdict(code, { approvalCode: String(randomInt(100000, 1000000)) });
    },
  },
  verification: {
    holds: (m) => isText(m.enrolment, 40) && isAmount(m.amount) && m.amount.value === 0 && isCard(m.card, /^\d{3,4}$/),
    decide: (m) => verdict(judge(m.card, m.amount, true), { holderAgreed: false }),
  },
  'verification-code': { holds: (m) => isOf(m, 'verification') && /^\d{4,10}$/.test(m.code), decide: () => verdict('25') },
  reversal: {
    holds: (m) => isText(m.payment, 40) && isAmount(m.amount) && m.amount.value > 0 && isOf(m, 'authorization'),
    decide: (m) => reversed.add(m.original.messageId) && acknowledged(),
  },
  refund: {
    holds: (m) => isText(m.payment, 40) && isAmount(m.amount) && m.amount.value > 0 && isOf(m, 'authorization'),
    decide(m) {
      const sale = sales.get(m.original.messageId);
      if (sale?.payment !== m.payment) return verdict('25');
      if (!sale.approved || reversed.has(m.original.messageId) || sale.amount.currency !== m.amount.currency) return verdict('12');
      if (sale.refunded + m.amount.value > sale.amount.value) return verdict('13');
      sale.refunded += m.amount.value;
      return verdict('00');
    },
  },
  echo: { holds: (m) => isText(m.text, 64), decide: () => acknowledged() },
  reconciliation: {
    holds: (m) => at(m.from) < at(m.until) && at(m.until) - at(m.from) <= 31 * 86_400_000 && at(m.until) <= Date.now() - 300_000,
    decide(m) {
      const first = Number(m.cursor ?? 0); // pages of 32
      const all = books.filter((record) => at(record.time) >= at(m.from) && at(record.time) < at(m.until));
      must(first === 0 || (Number.isInteger(first / 32) && first < all.length), 'cursor');
      const next = first + 32 < all.length ? String(first + 32) : undefined;
      return acknowledged({ records: all.slice(first, first + 32), next });
    },
  },
};

// ---- §6: a message id is decided once
const decided = new Map(); // message id -> content, answer
const secret = randomBytes(32);
const sorted = (name, v) => (isObject(v) && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort()) : v);

/** By value, without the verification code, and keyed: a plain digest over a card number is soon guessed. */
function digest({ iat, exp, jti, repeat, ...m }) {
  if (m.card) m.card = { ...m.card, verificationCode: undefined };
  const text = JSON.stringify(m, sorted);
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** Nothing is awaited between look-up and entry, so that twins that arrive at once get one decision. */
function decide(m) {
  const before = decided.get(m.messageId);
  if (before && before.content !== digest(m)) refuse(409, 'other_content');
  if (before && m.kind !== 'reconciliation') return before.answer;
  must(kinds[m.kind].holds(m), 'members');
  const answer = kinds[m.kind].decide(m);
  decided.set(m.messageId, { content: digest(m), answer });
  const { messageId, kind, payment, amount, original } = m;
  const record = { messageId, kind, payment, amount, original: original?.messageId, time: new Date().toISOString() };
  const { decision, responseCode } = answer;
  if (['authorization', 'reversal', 'refund'].includes(kind)) books.push({ ...record, decision, responseCode });
  return answer;
}

// ---- §5: the answer
function answer(m, jwe, decision) {
  const transmission = createHash('sha256').update(jwe, 'latin1').digest('base64url');
  const inReplyTo = fault === 'other-message' ? fresh() : m.jti;
  const about = { iss: m.aud, aud: m.iss, kind: m.kind, messageId: m.messageId, inReplyTo, transmission };
  const payload = { ...about, iat: now(), exp: now() + 60, jti: fresh(), ...decision };
  const jws = new CompactSign(Buffer.from(JSON.stringify(payload)));
  return jws.setProtectedHeader({ alg: 'ES256', typ: 'cardnym-answer+jwt', kid: sig.kid }).sign(sig.key);
}

// ---- §1 and §7: the transport
async function serve(request) {
  if (request.socket.getPeerCertificate().subject?.CN !== settings.client) refuse(401, 'client');
  if (request.url !== settings.path || request.method !== 'POST') refuse(404, 'path');
  if (request.headers['content-type'] !== 'application/jose' || request.headers['content-encoding']) refuse(415, 'type');
  let jwe = '';
  for await (const chunk of request) if ((jwe += chunk.toString('latin1')).length > 16384) refuse(413, 'size');
  const message = await open(jwe).catch(() => refuse(400, 'not_opened')); // whatever was wrong, it looks the same
  checkEnvelope(message);
  return answer(message, jwe, decide(message));
}

const own = { pfx: readFileSync(`${directory}/tls.p12`), passphrase: settings.passphrase };
const server = createServer({ ...own, ca: file('vault-ca.pem'), requestCert: true }, async (request, response) => {
  try {
    const body = await serve(request);
    response.writeHead(200, { 'Content-Type': 'application/jose' }).end(body);
  } catch (error) {
    const { status, code } = error.status ? error : { status: 503, code: 'broken' };
    if (status === 503) response.setHeader('Retry-After', 5);
    response.writeHead(status, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify({ status, code }));
  }
});
server.listen(settings.port, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
