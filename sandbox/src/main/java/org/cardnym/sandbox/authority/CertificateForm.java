package org.cardnym.sandbox.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/** What stands in the certificates (RFC 5280): root, server, client. */
final class CertificateForm {
  private static final X500Name ROOT =
      new X500Name("CN=Cardnym sandbox development CA,O=Not for production");
  private static final Duration ROOT_VALIDITY = Duration.ofDays(730);
  private static final Duration SERVER_VALIDITY = Duration.ofDays(90);
  private static final BcX509ExtensionUtils IDENTIFIERS = new BcX509ExtensionUtils();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final X509CertificateHolder issuer;

  CertificateForm(X509CertificateHolder issuer) {
    this.issuer = issuer;
  }

  static X509CertificateHolder root(KeyPair pair, Instant now)
      throws IOException, OperatorCreationException {
    SubjectPublicKeyInfo subjectKey =
        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
    X509v3CertificateBuilder builder = builder(ROOT, ROOT, subjectKey, ROOT_VALIDITY, now);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    // RFC 5280, 4.2.1.10: an address and its mask.
    GeneralSubtree[] permitted = {
      new GeneralSubtree(new GeneralName(GeneralName.dNSName, "localhost")),
      new GeneralSubtree(new GeneralName(GeneralName.dNSName, "sandbox.example")),
      new GeneralSubtree(new GeneralName(GeneralName.iPAddress, "127.0.0.1/32")),
    };
    builder.addExtension(Extension.nameConstraints, true, new NameConstraints(permitted, null));
    return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
  }

  X509CertificateHolder server(String name, PublicKey subject, PrivateKey signer, Instant now)
      throws IOException, OperatorCreationException {
    SubjectPublicKeyInfo subjectKey = SubjectPublicKeyInfo.getInstance(subject.getEncoded());
    X509v3CertificateBuilder builder =
        leaf(
            new X500Name("CN=" + name),
            subjectKey,
            SERVER_VALIDITY,
            KeyPurposeId.id_kp_serverAuth,
            now);
    GeneralName[] names = {
      new GeneralName(GeneralName.dNSName, "localhost"),
      new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
    };
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer));
  }

  X509CertificateHolder client(byte[] request, Duration validity, PrivateKey signer, Instant now)
      throws IOException, OperatorCreationException, GeneralSecurityException {
    PKCS10CertificationRequest asked = new PKCS10CertificationRequest(request);
    SubjectPublicKeyInfo subjectKey = asked.getSubjectPublicKeyInfo();
    try {
      if (!asked.isSignatureValid(new JcaContentVerifierProviderBuilder().build(subjectKey))) {
        throw new GeneralSecurityException("the request is not signed by the key it names");
      }
    } catch (PKCSException e) {
      throw new GeneralSecurityException(e);
    }
    X509v3CertificateBuilder builder =
        leaf(asked.getSubject(), subjectKey, validity, KeyPurposeId.id_kp_clientAuth, now);
    Extensions wanted = asked.getRequestedExtensions();
    Extension names = wanted == null ? null : wanted.getExtension(Extension.subjectAlternativeName);
    if (names != null) {
      builder.addExtension(names);
    }
    return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer));
  }

  private X509v3CertificateBuilder leaf(
      X500Name subject,
      SubjectPublicKeyInfo subjectKey,
      Duration validity,
      KeyPurposeId purpose,
      Instant now)
      throws IOException {
    X509v3CertificateBuilder builder =
        builder(issuer.getSubject(), subject, subjectKey, validity, now);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        IDENTIFIERS.createAuthorityKeyIdentifier(issuer.getSubjectPublicKeyInfo()));
    return builder;
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer,
      X500Name subject,
      SubjectPublicKeyInfo subjectKey,
      Duration validity,
      Instant now)
      throws IOException {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            issuer,
            new BigInteger(127, RANDOM).add(BigInteger.ONE),
            Date.from(now.minus(Duration.ofMinutes(5))),
            Date.from(now.plus(validity)),
            subject,
            subjectKey);
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, IDENTIFIERS.createSubjectKeyIdentifier(subjectKey));
    return builder;
  }
}
