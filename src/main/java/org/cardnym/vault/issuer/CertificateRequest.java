package org.cardnym.vault.issuer;

import java.io.IOException;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.cardnym.vault.keys.SigningKey;

/** Asks an authority for a client certificate in the vault's name (PKCS #10, RFC 2986). */
final class CertificateRequest {
  private CertificateRequest() {}

  static String pem(SigningKey key, String host) {
    try {
      var subject = new X500NameBuilder().addRDN(BCStyle.CN, host).build();
      var request =
          new JcaPKCS10CertificationRequestBuilder(subject, key.publicKey())
              .addAttribute(
                  PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wishes(host).generate())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.privateKey()));
      return Pem.of("CERTIFICATE REQUEST", request.getEncoded());
    } catch (IOException | OperatorCreationException broken) {
      throw new IllegalStateException("the platform can't make a certificate request", broken);
    }
  }

  private static ExtensionsGenerator wishes(String host) throws IOException {
    var wishes = new ExtensionsGenerator();
    wishes.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
    wishes.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    wishes.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
    return wishes;
  }
}
