package org.cardnym.bank.seal;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;

/** Signs and seals lines of a file of customers (docs/issuer-protocol.md, section 10). */
public final class CustomerSealer {

  private static final JOSEObjectType SIGNED = new JOSEObjectType("cardnym-customer+jwt");
  private static final JOSEObjectType SEALED = new JOSEObjectType("cardnym-customer+jwe");

  private final AnswerSigner signer;
  private final JWEHeader header;
  private final ECDHEncrypter encrypter;

  /**
   * @param signatureKey the bank's own
   * @param recipient the vault's public {@code enc} key
   */
  public CustomerSealer(ECKey signatureKey, ECKey recipient) {
    this.signer = new AnswerSigner(signatureKey, SIGNED);
    this.header =
        new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
            .type(SEALED)
            .contentType("JWT")
            .keyID(recipient.getKeyID())
            .build();
    try {
      this.encrypter = new ECDHEncrypter(recipient);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("not a key for ECDH-ES");
    }
  }

  /** A compact JWE. */
  public String seal(String json) {
    JWEObject line = new JWEObject(header, new Payload(signer.sign(json)));
    try {
      line.encrypt(encrypter);
    } catch (JOSEException e) {
      throw new IllegalStateException("a line can't be sealed");
    }
    return line.serialize();
  }
}
