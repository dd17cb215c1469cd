package org.cardnym.admin.desk;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.cardnym.admin.outcome.Failure;
import org.cardnym.admin.outcome.Trouble;
import org.cardnym.admin.secret.PrivateFile;

/** A PEM file to send to the vault: certificates and nothing else. */
public final class CertificateFile {
  private CertificateFile() {}

  /**
   * @throws Failure if it holds no certificate, or a private key, which is not sent to anyone
   */
  public static String read(Path file) {
    String pem = new String(PrivateFile.readPublic(file), StandardCharsets.UTF_8);
    if (pem.contains("PRIVATE KEY-----")) {
      throw new Failure(Trouble.PRIVATE_KEY_IN_INPUT, file + " holds a private key.");
    }
    if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
      throw new Failure(Trouble.INPUT_INVALID, file + " holds no PEM certificate.");
    }
    return pem;
  }
}
