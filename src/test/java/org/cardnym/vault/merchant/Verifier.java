package org.cardnym.vault.merchant;

import java.util.Base64;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A merchant's check of {@code v1a} signatures by Bouncy Castle, which the vault doesn't sign with:
 * the published Java library of Standard Webhooks knows {@code v1} only.
 */
public final class Verifier {
  private Verifier() {}

  /** True if one of the header's signatures is by this key. */
  public static boolean holds(String publicKey, ShopServer.Hook hook) {
    return holds(publicKey, hook.signature(), hook.signed());
  }

  static boolean holds(String publicKey, String header, byte[] text) {
    byte[] key = Base64.getDecoder().decode(publicKey.substring("whpk_".length()));
    return Stream.of(header.split(" ", -1))
        .filter(each -> each.startsWith("v1a,"))
        .map(each -> Base64.getDecoder().decode(each.substring("v1a,".length())))
        .anyMatch(signature -> verified(key, text, signature));
  }

  private static boolean verified(byte[] key, byte[] text, byte[] signature) {
    var check = new Ed25519Signer();
    check.init(false, new Ed25519PublicKeyParameters(key));
    check.update(text, 0, text.length);
    return check.verifySignature(signature);
  }
}
