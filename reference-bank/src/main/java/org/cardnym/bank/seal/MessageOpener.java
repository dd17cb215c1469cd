package org.cardnym.bank.seal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import java.text.ParseException;
import java.util.Set;
import org.cardnym.bank.keys.BankKeys;
import org.cardnym.bank.keys.RecipientKey;
import org.cardnym.bank.keys.VaultKeys;
import org.cardnym.bank.refusal.Refusal;
import org.cardnym.bank.refusal.RefusalCode;
import org.cardnym.bank.wire.StrictJson;

/**
 * Opens the outer JWE with the bank's key and verifies the inner JWS with the vault's
 * (docs/issuer-protocol.md, section 3).
 */
public final class MessageOpener {

  private static final int JWE_PARTS = 5;
  private static final int INITIALIZATION_VECTOR = 2;
  private static final int INITIALIZATION_VECTOR_BYTES = 12;
  private static final int TAG = 4;
  private static final int TAG_BYTES = 16;
  private static final int JWS_PARTS = 3;
  private static final int SIGNATURE = 2;
  private static final int SIGNATURE_BYTES = 64;

  private final BankKeys bankKeys;
  private final VaultKeys vaultKeys;
  private final Set<String> types;

  /**
   * @param types every {@code typ} the bank understands
   */
  public MessageOpener(BankKeys bankKeys, VaultKeys vaultKeys, Set<String> types) {
    this.bankKeys = bankKeys;
    this.vaultKeys = vaultKeys;
    this.types = Set.copyOf(types);
  }

  /**
   * @throws Refusal with {@link RefusalCode#NOT_OPENED}, whatever failed
   */
  public OpenedMessage open(String compactJwe) {
    try {
      return verify(decrypt(compactJwe));
    } catch (JOSEException | ParseException | IllegalArgumentException | IllegalStateException e) {
      throw new Refusal(RefusalCode.NOT_OPENED);
    }
  }

  private String decrypt(String compact) throws JOSEException, ParseException {
    CompactForm form = CompactForm.of(compact, JWE_PARTS);
    form.requireLength(INITIALIZATION_VECTOR, INITIALIZATION_VECTOR_BYTES);
    form.requireLength(TAG, TAG_BYTES);
    ObjectNode header = StrictJson.object(form.decoded(0));
    RecipientKey key =
        bankKeys
            .recipient(HeaderRules.text(header, "kid"))
            .orElseThrow(() -> new IllegalArgumentException("no such enc key"));
    HeaderRules.checkOuter(header, key.algorithm());
    JWEObject jwe = JWEObject.parse(compact);
    jwe.decrypt(key.decrypter());
    return new String(jwe.getPayload().toBytes(), ISO_8859_1);
  }

  private OpenedMessage verify(String compact) throws JOSEException, ParseException {
    CompactForm form = CompactForm.of(compact, JWS_PARTS);
    form.requireLength(SIGNATURE, SIGNATURE_BYTES);
    ObjectNode header = StrictJson.object(form.decoded(0));
    HeaderRules.checkInner(header, types);
    ECKey key =
        vaultKeys
            .pinned(HeaderRules.text(header, "kid"))
            .orElseThrow(() -> new IllegalArgumentException("no such signature key"));
    if (!JWSObject.parse(compact).verify(new ECDSAVerifier(key))) {
      throw new IllegalArgumentException("the signature does not hold");
    }
    return new OpenedMessage(HeaderRules.text(header, "typ"), StrictJson.object(form.decoded(1)));
  }
}
