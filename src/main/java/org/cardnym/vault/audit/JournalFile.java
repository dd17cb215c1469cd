package org.cardnym.vault.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** How the journal is read and written; whoever calls sees to it that nobody does both at once. */
final class JournalFile {
  private JournalFile() {}

  /** Line by line, whatever somebody has written there. */
  static BufferedReader reader(Path path) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(path), StandardCharsets.ISO_8859_1));
  }

  /** Changes when somebody else puts another file there, or writes this one. */
  static String stamp(Path path) throws IOException {
    if (!Files.exists(path)) {
      return "";
    }
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    FileTime at = now.lastModifiedTime();
    return now.fileKey() + " " + now.size() + " " + at;
  }

  /**
   * Says how far the file goes: in the place of the mark that stands at its very end, so that it
   * grows by what happened only, or behind its last line.
   */
  static void mark(Path path, String mark) throws IOException {
    byte[] bytes = mark.getBytes(StandardCharsets.UTF_8);
    if (Files.exists(path)) {
      try (FileChannel channel =
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        long at = channel.size() - bytes.length;
        if (at >= 0 && JournalLine.isMark(read(channel, at, bytes.length))) {
          ByteBuffer rest = ByteBuffer.wrap(bytes);
          while (rest.hasRemaining()) {
            channel.write(rest, at + rest.position());
          }
          channel.force(true);
          return;
        }
      }
    }
    HeadsFile.append(path, mark);
  }

  private static String read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer end = ByteBuffer.allocate(length);
    while (end.hasRemaining() && channel.read(end, from + end.position()) >= 0) {
      // On to the end.
    }
    return new String(end.array(), StandardCharsets.ISO_8859_1);
  }
}
