package org.cardnym.e2e;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * All pictures of one state on one sheet: phones above in their own size, tablets below, then
 * desks; from left to right each language by day and by night.
 */
final class Sheet {
  private static final int GAP = 24;
  private static final int PHONE = Sitting.WINDOWS.getFirst()[0];

  private Sheet() {}

  /**
   * Writes {@code target/pictures/<state>.png}.
   *
   * @param readers the pictures of each reader, light and dark for each window
   */
  static void write(String state, List<List<byte[]>> readers) {
    int columns = 2 * readers.size();
    int width = GAP + columns * (PHONE + GAP);
    List<List<BufferedImage>> rows = new ArrayList<>();
    rows.add(row(readers, 0, PHONE));
    rows.add(row(readers, 1, PHONE));
    int half = (width - 3 * GAP) / 2;
    readers.forEach(reader -> rows.add(row(List.of(reader), 2, half)));
    int height = GAP + rows.stream().mapToInt(row -> tallest(row) + GAP).sum();
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D paint = sheet.createGraphics();
    paint.setColor(Color.GRAY);
    paint.fillRect(0, 0, width, height);
    int y = GAP;
    for (List<BufferedImage> row : rows) {
      int x = GAP;
      for (BufferedImage picture : row) {
        paint.drawImage(picture, x, y, null);
        x += picture.getWidth() + GAP;
      }
      y += tallest(row) + GAP;
    }
    paint.dispose();
    save(sheet, Places.target().resolve("pictures").resolve(state + ".png"));
  }

  private static List<BufferedImage> row(List<List<byte[]>> readers, int window, int width) {
    List<BufferedImage> row = new ArrayList<>();
    for (List<byte[]> reader : readers) {
      row.add(scaled(reader.get(2 * window), width));
      row.add(scaled(reader.get(2 * window + 1), width));
    }
    return row;
  }

  private static int tallest(List<BufferedImage> row) {
    return row.stream().mapToInt(BufferedImage::getHeight).max().orElse(0);
  }

  private static BufferedImage scaled(byte[] picture, int width) {
    try {
      BufferedImage whole = ImageIO.read(new ByteArrayInputStream(picture));
      if (whole.getWidth() == width) {
        return whole;
      }
      int height = Math.round((float) whole.getHeight() * width / whole.getWidth());
      BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      Graphics2D paint = small.createGraphics();
      paint.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      paint.drawImage(whole, 0, 0, width, height, null);
      paint.dispose();
      return small;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void save(BufferedImage sheet, Path file) {
    try {
      Files.createDirectories(file.getParent());
      ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
      ImageWriteParam quickly = writer.getDefaultWriteParam();
      quickly.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quickly.setCompressionQuality(0.9f);
      Files.deleteIfExists(file);
      try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
        writer.setOutput(out);
        writer.write(null, new IIOImage(sheet, null, null), quickly);
      } finally {
        writer.dispose();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
