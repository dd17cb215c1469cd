package org.cardnym.vault.approval;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Who may become an approver: a file on the vault's host, one JSON object a line, written by {@code
 * vault-admin operator invite}. Only somebody who can write there can invite; the database and the
 * identity provider can't.
 */
@ApplicationScoped
class Invitations {
  private static final Logger LOG = Logger.getLogger(Invitations.class);
  private static final int MOST = 10_000;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private final Optional<Path> file;
  private final Clock clock;
  private final ObjectMapper json =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /**
   * One line.
   *
   * @param code SHA-256 of the code in lower-case hex; the code itself is the person's alone
   * @param until RFC 3339
   */
  record Line(String issuer, String subject, String code, String until) {
    Line {
      if (Stream.of(issuer, subject, code, until).anyMatch(Objects::isNull)) {
        throw new IllegalArgumentException("a member is missing");
      }
      var unused = Instant.parse(until);
    }

    Instant end() {
      return Instant.parse(until);
    }

    boolean isFor(Person person) {
      return issuer.equals(person.issuer()) && subject.equals(person.subject());
    }
  }

  Invitations(@ConfigProperty(name = "cardnym.approvers.file") Optional<Path> file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** The hash of this code, if it was made for this person and is still good. */
  Optional<String> of(Person person, String code) {
    String hash =
        HexFormat.of()
            .formatHex(
                Digests.of(
                    code.toUpperCase(Locale.ROOT)
                        .replace("-", "")
                        .getBytes(StandardCharsets.UTF_8)));
    byte[] given = hash.getBytes(StandardCharsets.US_ASCII);
    Instant now = clock.instant();
    boolean held =
        lines().stream()
            .filter(line -> line.isFor(person) && line.end().isAfter(now))
            .anyMatch(line ->
                MessageDigest.isEqual(given, line.code().getBytes(StandardCharsets.US_ASCII)));
    return held ? Optional.of(hash) : Optional.empty();
  }

  private Line line(String text) throws IOException {
    Line line = json.readValue(text, Line.class);
    if (line == null) {
      throw new IOException("no object");
    }
    return line;
  }

  private List<Line> lines() {
    if (file.isEmpty() || !Files.exists(file.get(), new LinkOption[0])) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file.get())) {
      if (Files.getPosixFilePermissions(file.get(), new LinkOption[0]).stream()
          .anyMatch(OTHERS::contains)) {
        throw new IOException("others can write it");
      }
      var all = new java.util.ArrayList<Line>();
      for (String line : lines.filter(text -> !text.isBlank()).limit(MOST + 1).toList()) {
        all.add(line(line));
      }
      if (all.size() > MOST) {
        throw new IOException("too many lines");
      }
      return all;
    } catch (IOException | java.io.UncheckedIOException unfit) {
      LOG.error(
          "invitations_unfit: cardnym.approvers.file must be one JSON object a line, "
              + MOST
              + " at most, written by its owner only");
      throw new Refusal(ErrorCode.UNAVAILABLE);
    }
  }
}
