package org.cardnym.sandbox.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentAuthorityTest {
  private static final Instant NOW = Instant.now();

  @TempDir Path folder;

  @Test
  void serverCertificatesAreForLoopbackOnlyAndChainToTheRoot() throws Exception {
    DevelopmentAuthority authority = DevelopmentAuthority.in(folder, NOW);

    X509Certificate issued = read(authority.server("vault", NOW).certificate());

    validate(authority, issued);
    assertThat(issued.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
    assertThat(issued.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
  }

  @Test
  void rootVouchesForNobodyElse() throws Exception {
    DevelopmentAuthority authority = DevelopmentAuthority.in(folder, NOW);

    assertThat(read(authority.certificateFile()).getExtensionValue("2.5.29.30")).isNotNull();
    assertThat(read(authority.certificateFile()).getBasicConstraints()).isZero();
  }

  @Test
  void anotherSandboxsCertificateIsNotTrusted() throws Exception {
    DevelopmentAuthority ours = DevelopmentAuthority.in(folder.resolve("ours"), NOW);
    DevelopmentAuthority theirs = DevelopmentAuthority.in(folder.resolve("theirs"), NOW);

    X509Certificate stranger = read(theirs.server("vault", NOW).certificate());

    assertThatThrownBy(() -> validate(ours, stranger))
        .isInstanceOf(CertPathValidatorException.class);
  }

  @Test
  void aRequestIsAnsweredWithAClientCertificateOfItsSubject() throws Exception {
    DevelopmentAuthority authority = DevelopmentAuthority.in(folder, NOW);
    KeyPair pair = keyPair();

    String pem = authority.client(request(pair, pair), Duration.ofDays(30), NOW);

    X509Certificate issued = parse(Pem.decode("CERTIFICATE", pem));
    validate(authority, issued);
    assertThat(issued.getSubjectX500Principal().getName()).isEqualTo("CN=vault.sandbox.example");
    assertThat(issued.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(issued.getPublicKey()).isEqualTo(pair.getPublic());
  }

  @Test
  void aRequestSignedByAnotherKeyIsRefused() throws Exception {
    DevelopmentAuthority authority = DevelopmentAuthority.in(folder, NOW);
    String forged = request(keyPair(), keyPair());

    assertThatThrownBy(() -> authority.client(forged, Duration.ofDays(30), NOW))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keysAreReadByTheirOwnerOnly() throws IOException {
    DevelopmentAuthority authority = DevelopmentAuthority.in(folder, NOW);
    Issued issued = authority.server("bank", NOW);

    for (Path key : List.of(folder.resolve("ca.key"), issued.key())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void theRootStaysWhereItIsKept() throws Exception {
    X509Certificate first =
        read(DevelopmentAuthority.in(folder, NOW).server("vault", NOW).certificate());

    validate(DevelopmentAuthority.in(folder, NOW), first);
  }

  private static void validate(DevelopmentAuthority authority, X509Certificate leaf)
      throws GeneralSecurityException, IOException {
    TrustAnchor anchor = new TrustAnchor(read(authority.certificateFile()), null);
    PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
    parameters.setRevocationEnabled(false);
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters);
  }

  private static String request(KeyPair subject, KeyPair signer) throws Exception {
    byte[] der =
        new JcaPKCS10CertificationRequestBuilder(
                new X500Name("CN=vault.sandbox.example"), subject.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate()))
            .getEncoded();
    return Pem.encode("CERTIFICATE REQUEST", der);
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509Certificate read(Path pem) throws GeneralSecurityException, IOException {
    return parse(Pem.decode("CERTIFICATE", Files.readString(pem)));
  }

  private static X509Certificate parse(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }
}
