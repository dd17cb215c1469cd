// Passkeys, for every page: what the vault and the browser say to each other (WebAuthn L3 §5.1), bytes as base64url.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer ?? []))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** True if this browser knows passkeys at all. */
export const able = Boolean(window.PublicKeyCredential && navigator.credentials);

/** True if it offers them among a field's suggestions. */
export const suggests = async () =>
  able && Boolean(await PublicKeyCredential.isConditionalMediationAvailable?.().catch(() => false));

/** Has a passkey sign what the vault asks for; throws where the person or the browser will not. */
export const signed = async (asked, how = {}) => {
  const { id, response } = await navigator.credentials.get({
    ...how,
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      allowCredentials: asked.allowCredentials?.map((known) => ({ ...known, id: bytes(known.id) })),
    },
  });
  return {
    id,
    clientData: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    userHandle: text(response.userHandle),
  };
};

/** Has a passkey made. */
export const made = async (asked) => {
  const { id, response } = await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: asked.excludeCredentials.map((known) => ({ ...known, id: bytes(known.id) })),
    },
  });
  return { id, clientData: text(response.clientDataJSON), attestation: text(response.attestationObject) };
};
