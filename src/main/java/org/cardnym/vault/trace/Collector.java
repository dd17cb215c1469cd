package org.cardnym.vault.trace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operator's collector: where it is, whom to trust, which headers it wants. Never printed. */
final class Collector {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");

  /** A field name and a field value (RFC 9110 §5.1, §5.5), as far as printable ASCII. */
  private static final Pattern HEADER =
      Pattern.compile("([A-Za-z0-9-]{1,64}):[ \t]*([!-~](?:[ -~]{0,2046}[!-~])?)");

  private final URI endpoint;
  private final Map<String, String> headers;
  private final Optional<byte[]> trust;

  private Collector(URI endpoint, Map<String, String> headers, Optional<byte[]> trust) {
    this.endpoint = endpoint;
    this.headers = headers;
    this.trust = trust;
  }

  /** A setting that must not be used; the message names its property and tells no value. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String problem) {
      super(problem);
    }
  }

  /** The collector that is set, if one is. */
  static Optional<Collector> of(TraceSettings settings) throws Unfit {
    if (settings.endpoint().isEmpty()) {
      return Optional.empty();
    }
    URI endpoint = endpoint(settings.endpoint().get());
    Map<String, String> headers =
        settings.headersFile().isEmpty() ? Map.of() : headers(settings.headersFile().get());
    Optional<byte[]> trust =
        settings.trust().isEmpty() ? Optional.empty() : Optional.of(trust(settings.trust().get()));
    return Optional.of(new Collector(endpoint, headers, trust));
  }

  String endpoint() {
    return endpoint.toString();
  }

  Map<String, String> headers() {
    return headers;
  }

  Optional<byte[]> trust() {
    return trust;
  }

  private static URI endpoint(String text) throws Unfit {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException unreadable) {
      throw new Unfit("cardnym.traces.endpoint must be an address");
    }
    String scheme = String.valueOf(uri.getScheme());
    if (uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new Unfit(
          "cardnym.traces.endpoint must be scheme, host, port and path, without user or query");
    }
    boolean here = scheme.equals("http") && LOOPBACK.matcher(uri.getHost()).matches();
    if (!here && !scheme.equals("https")) {
      throw new Unfit("cardnym.traces.endpoint leaves this machine, so it must be https");
    }
    return uri;
  }

  private static Map<String, String> headers(Path file) throws Unfit {
    var headers = new LinkedHashMap<String, String>();
    try {
      var others = Files.getPosixFilePermissions(file);
      others.removeAll(PosixFilePermissions.fromString("rw-------"));
      if (!others.isEmpty()) {
        throw new Unfit("cardnym.traces.headers-file must be readable by its owner only (0600)");
      }
      for (String line : Files.readAllLines(file)) {
        Matcher header = HEADER.matcher(line.strip());
        if (header.matches()) {
          headers.put(header.group(1), header.group(2));
        } else if (!line.isBlank()) {
          throw new Unfit("cardnym.traces.headers-file must hold lines 'Name: value'");
        }
      }
    } catch (IOException unreadable) {
      throw new Unfit("cardnym.traces.headers-file can't be read");
    }
    return headers;
  }

  private static byte[] trust(Path file) throws Unfit {
    try {
      byte[] pem = Files.readAllBytes(file);
      var factory = CertificateFactory.getInstance("X.509");
      if (factory.generateCertificates(new ByteArrayInputStream(pem)).isEmpty()) {
        throw new Unfit("cardnym.traces.trust holds no certificate");
      }
      return pem;
    } catch (IOException | CertificateException unreadable) {
      throw new Unfit("cardnym.traces.trust can't be read");
    }
  }
}
