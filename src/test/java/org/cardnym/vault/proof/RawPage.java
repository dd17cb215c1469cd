package org.cardnym.vault.proof;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardnym.vault.TestDoors;

/** Posts as a page's script does, over one connection, and sees an answer's bytes as they come. */
final class RawPage implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: (\\d+)$");

  /** What is of the single request; its length stays. */
  private static final Pattern OWN =
      Pattern.compile(
          "(?im)(?<=^x-request-id: |^date: |\"request\":\"|\"recovery\":\"|\"number\":\")[^\r\"]*");

  /**
   * An answer.
   *
   * @param bytes all of it but what names the single request
   * @param text what follows the headers
   * @param nanos from the question's first byte to the answer's last
   */
  record Answer(String bytes, String text, long nanos) {
    int status() {
      return Integer.parseInt(bytes.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }
  }

  private final URI origin = URI.create(TestDoors.pagesOrigin());
  private final Socket socket;
  private final InputStream in;

  RawPage() throws IOException {
    socket = new Socket(origin.getHost(), origin.getPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  Answer post(String path, Map<String, String> cookies, String body) {
    return send("POST", path, cookies, body);
  }

  /** As the address bar does. */
  Answer get(String path, Map<String, String> cookies) {
    return send("GET", path, cookies, "");
  }

  private Answer send(String method, String path, Map<String, String> cookies, String body) {
    var sent = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    sent.append("Host: ").append(origin.getAuthority()).append("\r\n");
    sent.append("Origin: ").append(origin).append("\r\n");
    String accept = method.equals("GET") ? "text/html" : "application/json";
    sent.append("Accept: " + accept + "\r\nContent-Type: application/json\r\n");
    cookies.forEach((n, v) -> sent.append("Cookie: " + n + "=" + v + "\r\n"));
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    sent.append("Content-Length: ").append(content.length).append("\r\n\r\n").append(body);
    try {
      long begun = System.nanoTime();
      socket.getOutputStream().write(sent.toString().getBytes(StandardCharsets.UTF_8));
      String head = head();
      Matcher length = LENGTH.matcher(head);
      if (!length.find()) {
        throw new IllegalStateException("an answer without a length: " + head);
      }
      byte[] rest = in.readNBytes(Integer.parseInt(length.group(1)));
      long nanos = System.nanoTime() - begun;
      String text = new String(rest, StandardCharsets.UTF_8);
      return new Answer(shape(head + text), text, nanos);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String head() throws IOException {
    var bytes = new ByteArrayOutputStream();
    int ending = 0;
    while (ending < 4) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the connection ended");
      }
      bytes.write(next);
      ending = next == "\r\n\r\n".charAt(ending) ? ending + 1 : next == '\r' ? 1 : 0;
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static String shape(String answer) {
    return OWN.matcher(answer).replaceAll(own -> "x".repeat(own.group().length()));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
