package org.cardnym.e2e;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * One way in which a secret could stand somewhere. Prints what it is, not its value.
 *
 * @param secret what it would give away
 * @param form plain, hex, base64 of one alignment, …
 * @param bytes not to be found
 * @param apart true for a short value, which counts only where no letter, digit or dot touches it
 */
final class Needle {
  /** A form that is shorter than this says nothing: it is found by chance. */
  private static final int SHORTEST = 4;

  private static final int SHORT = 10;

  private final String secret;
  private final String form;
  private final byte[] bytes;
  private final boolean apart;

  private Needle(String secret, String form, byte[] bytes, boolean apart) {
    this.secret = secret;
    this.form = form;
    this.bytes = bytes;
    this.apart = apart;
  }

  /** All forms of a text. */
  static List<Needle> ofText(String secret, String value) {
    byte[] plain = value.getBytes(StandardCharsets.UTF_8);
    boolean apart = value.length() < SHORT;
    List<Needle> all = new ArrayList<>(ofBytes(secret, plain, apart));
    all.add(new Needle(secret, "UTF-16LE", value.getBytes(StandardCharsets.UTF_16LE), apart));
    all.add(new Needle(secret, "UTF-16BE", value.getBytes(StandardCharsets.UTF_16BE), apart));
    return all;
  }

  /** All forms of bytes. */
  static List<Needle> ofBytes(String secret, byte[] value, boolean apart) {
    List<Needle> all = new ArrayList<>();
    all.add(new Needle(secret, "plain", value, apart));
    String hex = HexFormat.of().formatHex(value);
    all.add(new Needle(secret, "hex", ascii(hex), false));
    all.add(new Needle(secret, "HEX", ascii(hex.toUpperCase(Locale.ROOT)), false));
    for (int shift = 0; shift < 3; shift++) {
      String base64 = middle(value, shift);
      all.add(new Needle(secret, "base64+" + shift, ascii(base64), apart));
      String url = base64.replace('+', '-').replace('/', '_');
      if (!url.equals(base64)) {
        all.add(new Needle(secret, "base64url+" + shift, ascii(url), apart));
      }
    }
    all.removeIf(needle -> needle.bytes.length < SHORTEST);
    return all;
  }

  /**
   * The letters of base64 that depend on the value alone, when it begins {@code shift} bytes after
   * a group's start.
   */
  private static String middle(byte[] value, int shift) {
    byte[] shifted = new byte[shift + value.length];
    System.arraycopy(value, 0, shifted, shift, value.length);
    String whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int first = (shift * 8 + 5) / 6;
    int last = shifted.length * 8 / 6;
    return whole.substring(first, last);
  }

  byte[] bytes() {
    return bytes;
  }

  String form() {
    return form;
  }

  /** Whether it stands in {@code hay} at this place. */
  boolean standsAt(byte[] hay, int place) {
    int end = place + bytes.length;
    return end <= hay.length
        && Arrays.equals(hay, place, end, bytes, 0, bytes.length)
        && (!apart || (free(hay, place - 1) && free(hay, end)));
  }

  private static boolean free(byte[] hay, int place) {
    if (place < 0 || place >= hay.length) {
      return true;
    }
    char letter = (char) (hay[place] & 0xff);
    return !(letter < 128 && Character.isLetterOrDigit(letter))
        && letter != '.'
        && letter != '+'
        && letter != '/';
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return secret + " as " + form;
  }
}
