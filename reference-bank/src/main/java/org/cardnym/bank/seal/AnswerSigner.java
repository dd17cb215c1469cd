package org.cardnym.bank.seal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;

/** Signs answers with the bank's {@code sig} key (docs/issuer-protocol.md, section 5). */
public final class AnswerSigner {

  private static final JOSEObjectType TYPE = new JOSEObjectType("cardnym-answer+jwt");

  private final JWSHeader header;
  private final JWSSigner signer;

  public AnswerSigner(ECKey key) {
    this(key, TYPE);
  }

  AnswerSigner(ECKey key, JOSEObjectType type) {
    this.header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID(key.getKeyID()).build();
    try {
      this.signer = new ECDSASigner(key);
    } catch (JOSEException e) {
      throw new IllegalArgumentException("not a key for ES256");
    }
  }

  /** A compact JWS over the JSON. */
  public String sign(String json) {
    JWSObject answer = new JWSObject(header, new Payload(json));
    try {
      answer.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("the answer can't be signed", e);
    }
    return answer.serialize();
  }
}
