package org.cardnym.sandbox.shop;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.cardnym.sandbox.web.Request;

/** Signs webhooks as the vault does, by another implementation of Ed25519 than the shop's. */
final class WebhookSigner {
  private final Ed25519PrivateKeyParameters key =
      new Ed25519PrivateKeyParameters(new SecureRandom());

  String publicKey() {
    return "whpk_" + Base64.getEncoder().encodeToString(key.generatePublicKey().getEncoded());
  }

  String sign(String id, String timestamp, String body) {
    byte[] text = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
    var signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(text, 0, text.length);
    return "v1a," + Base64.getEncoder().encodeToString(signer.generateSignature());
  }

  /** A webhook of this moment. */
  Request hook(String body) {
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    Map<String, String> headers = new HashMap<>();
    headers.put("webhook-id", "evt_1");
    headers.put("webhook-timestamp", timestamp);
    headers.put("webhook-signature", sign("evt_1", timestamp, body));
    return new Request("POST", "/webhooks", Map.of(), Map.of(), headers, body);
  }
}
