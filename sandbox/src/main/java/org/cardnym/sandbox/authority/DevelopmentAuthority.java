package org.cardnym.sandbox.authority;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * The development CA. It can vouch for this machine's loopback and for {@code sandbox.example}
 * only, so that whoever trusts it by mistake trusts it with little.
 */
public final class DevelopmentAuthority {
  private final Path folder;
  private final PrivateKey key;
  private final CertificateForm form;

  private DevelopmentAuthority(Path folder, PrivateKey key, X509CertificateHolder certificate) {
    this.folder = folder;
    this.key = key;
    this.form = new CertificateForm(certificate);
  }

  /** Opens the CA kept in a folder, or makes one there. */
  public static DevelopmentAuthority in(Path folder, Instant now) {
    try {
      Path certificate = folder.resolve("ca.pem");
      Path key = folder.resolve("ca.key");
      if (Files.exists(certificate) && Files.exists(key)) {
        byte[] pkcs8 = Pem.decode("PRIVATE KEY", Files.readString(key));
        return new DevelopmentAuthority(
            folder,
            KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
            new X509CertificateHolder(Pem.decode("CERTIFICATE", Files.readString(certificate))));
      }
      KeyPair pair = newKeyPair();
      X509CertificateHolder root = CertificateForm.root(pair, now);
      Pem.writePrivate(key, Pem.encode("PRIVATE KEY", pair.getPrivate().getEncoded()));
      Pem.write(certificate, Pem.encode("CERTIFICATE", root.getEncoded()));
      return new DevelopmentAuthority(folder, pair.getPrivate(), root);
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("the development CA can't be made", e);
    }
  }

  /** The root certificate, PEM. */
  public Path certificateFile() {
    return folder.resolve("ca.pem");
  }

  /** A fresh certificate for a TLS server on localhost and 127.0.0.1. */
  public Issued server(String name, Instant now) {
    try {
      KeyPair pair = newKeyPair();
      X509CertificateHolder certificate = form.server(name, pair.getPublic(), key, now);
      Issued issued = new Issued(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
      Pem.write(issued.certificate(), Pem.encode("CERTIFICATE", certificate.getEncoded()));
      Pem.writePrivate(issued.key(), Pem.encode("PRIVATE KEY", pair.getPrivate().getEncoded()));
      return issued;
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("no certificate for " + name, e);
    }
  }

  /** Answers a certificate request (PKCS #10, PEM) with a certificate for TLS clients, PEM. */
  public String client(String certificateRequest, Duration validity, Instant now) {
    try {
      byte[] request = Pem.decode("CERTIFICATE REQUEST", certificateRequest);
      X509CertificateHolder certificate = form.client(request, validity, key, now);
      return Pem.encode("CERTIFICATE", certificate.getEncoded());
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("the certificate request can't be answered", e);
    }
  }

  private static KeyPair newKeyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }
}
