package org.cardnym.admin.bank;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import org.cardnym.admin.connection.Reply;
import org.cardnym.admin.desk.Desk;
import org.cardnym.admin.outcome.ExitCode;

/** One bank as people read it: of its certificates how many and when the first ends. */
final class BankSheet {
  private static final String PEM = "trustPem";

  private BankSheet() {}

  static ExitCode show(Desk desk, Reply reply) {
    JsonNode bank = reply.body();
    if (!desk.screen().isForPeople() || !bank.path(PEM).isTextual()) {
      return desk.show(reply);
    }
    ObjectNode sheet = JsonNodeFactory.instance.objectNode();
    bank.properties()
        .forEach(member -> {
          if (member.getKey().equals(PEM)) {
            sheet.put("trust", trust(member.getValue().asText()));
          } else {
            sheet.set(member.getKey(), member.getValue());
          }
        });
    return desk.show(new Reply(reply.status(), sheet));
  }

  private static String trust(String pem) {
    try {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
      Instant first =
          all.stream()
              .map(each -> ((X509Certificate) each).getNotAfter().toInstant())
              .min(Comparator.naturalOrder())
              .orElseThrow();
      return (all.size() == 1
              ? "1 certificate, which ends "
              : all.size() + " certificates, of which the first ends ")
          + first
          + "; all of it: --output json";
    } catch (CertificateException | java.util.NoSuchElementException unreadable) {
      return "certificates that can't be read here: --output json";
    }
  }
}
