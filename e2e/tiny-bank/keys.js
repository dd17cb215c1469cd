// Makes the tiny bank's two keys in DIRECTORY, enc.jwk and sig.jwk, and prints their public halves.
//
//   node keys.js DIRECTORY
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { writeFileSync } from 'node:fs';

const keys = [];
for (const [use, alg] of [
  ['enc', 'ECDH-ES+A256KW'],
  ['sig', 'ES256'],
]) {
  const { d, ...half } = await exportJWK((await generateKeyPair(alg, { extractable: true })).privateKey);
  const jwk = { ...half, use, alg, kid: await calculateJwkThumbprint(half) };
  writeFileSync(`${process.argv[2]}/${use}.jwk`, JSON.stringify({ ...jwk, d }), { mode: 0o600 });
  keys.push(jwk);
}
console.log(JSON.stringify({ keys }, null, 2));
