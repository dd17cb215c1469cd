package org.cardnym.vault.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** A file that pages load: the very bytes that are served, and their digest. */
final class Asset {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import .* from \"\\./([a-z]+\\.js)\";$");

  private final String name;
  private final byte[] bytes;
  private final String integrity;

  private Asset(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
    this.integrity = "sha384-" + Base64.getEncoder().encodeToString(digest("SHA-384", bytes));
  }

  /** Reads it from the artifact. */
  static Asset named(String name) {
    try (InputStream in = Asset.class.getResourceAsStream("/assets/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the asset " + name + " is missing");
      }
      return new Asset(name, in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** Subresource Integrity §3.1. */
  String integrity() {
    return integrity;
  }

  /** The scripts beside it that this one imports. */
  List<String> imports() {
    return IMPORT
        .matcher(new String(bytes, StandardCharsets.UTF_8))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  String mediaType() {
    return switch (name.substring(name.lastIndexOf('.'))) {
      case ".css" -> "text/css;charset=UTF-8";
      case ".js" -> "text/javascript;charset=UTF-8";
      case ".svg" -> "image/svg+xml";
      default -> throw new IllegalStateException("no media type for " + name);
    };
  }

  static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
