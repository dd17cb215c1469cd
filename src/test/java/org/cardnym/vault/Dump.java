package org.cardnym.vault;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** All that stands in the database, as whoever has stolen a dump of it reads it. */
public final class Dump {
  /** One value of one row; text in UTF-8. */
  public static final class Cell {
    private final String table;
    private final String column;
    private final boolean binary;
    private final byte[] value;

    private Cell(String table, String column, boolean binary, byte[] value) {
      this.table = table;
      this.column = column;
      this.binary = binary;
      this.value = value;
    }

    public String table() {
      return table;
    }

    public String column() {
      return column;
    }

    public boolean binary() {
      return binary;
    }

    public byte[] value() {
      return value.clone();
    }

    public String place() {
      return table + "." + column;
    }
  }

  private final List<Cell> cells;

  private Dump(List<Cell> cells) {
    this.cells = cells;
  }

  /** Every column of every table, by what the database itself says there is. */
  public static Dump of(DataSource database) {
    var cells = new ArrayList<Cell>();
    try (Connection connection = database.getConnection()) {
      for (String table : tables(connection, "select table_name from information_schema.tables")) {
        read(connection, table, "", cells);
      }
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
    return new Dump(cells);
  }

  /** What stands in rows of one payer. */
  public static Dump ofPayer(DataSource database, Object payerId, List<String> tables) {
    var cells = new ArrayList<Cell>();
    try (Connection connection = database.getConnection()) {
      for (String table : tables) {
        read(connection, table, " where payer_id = '" + payerId + "'", cells);
      }
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
    return new Dump(cells);
  }

  public static List<String> tablesWith(DataSource database, String column) {
    try (Connection connection = database.getConnection()) {
      return tables(
          connection,
          "select table_name from information_schema.columns where column_name = '" + column + "'");
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  public List<Cell> cells() {
    return List.copyOf(cells);
  }

  /** The columns in which this text stands, in clear, hex, base64 or UTF-16. */
  public List<String> placesOf(String text) {
    var places = new TreeSet<String>();
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      places.addAll(placesOf(text.getBytes(charset)));
    }
    return List.copyOf(places);
  }

  /** The columns in which these bytes stand, as they are, in hex or base64. */
  public List<String> placesOf(byte[] secret) {
    List<byte[]> forms = forms(secret);
    var places = new TreeSet<String>();
    for (Cell cell : cells) {
      if (forms.stream().anyMatch(form -> contains(cell.value, form))) {
        places.add(cell.place());
      }
    }
    return List.copyOf(places);
  }

  private static List<byte[]> forms(byte[] secret) {
    String hex = HexFormat.of().formatHex(secret);
    Stream<String> texts =
        Stream.concat(
            Stream.of(hex, hex.toUpperCase(Locale.ROOT), new BigInteger(1, secret).toString()),
            Stream.of(0, 1, 2).flatMap(before -> base64(secret, before)));
    return Stream.concat(
            Stream.of(secret), texts.map(text -> text.getBytes(StandardCharsets.US_ASCII)))
        .toList();
  }

  /** The characters that tell nothing of what stands before and after it. */
  private static Stream<String> base64(byte[] secret, int before) {
    byte[] padded = new byte[before + secret.length];
    System.arraycopy(secret, 0, padded, before, secret.length);
    int first = (before * 8 + 5) / 6;
    int end = padded.length * 8 / 6;
    return Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
        .map(encoder -> encoder.encodeToString(padded).substring(first, end));
  }

  private static boolean contains(byte[] all, byte[] part) {
    for (int at = 0; at + part.length <= all.length; at++) {
      int same = 0;
      while (same < part.length && all[at + same] == part[same]) {
        same++;
      }
      if (same == part.length) {
        return true;
      }
    }
    return false;
  }

  private static List<String> tables(Connection connection, String from) throws SQLException {
    var names = new ArrayList<String>();
    String where = from.contains(" where ") ? " and " : " where ";
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(from + where + "table_schema = 'public' order by table_name")) {
      while (found.next()) {
        names.add(found.getString(1));
      }
    }
    return names;
  }

  private static void read(Connection connection, String table, String where, List<Cell> into)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from " + table + where)) {
      var columns = rows.getMetaData();
      while (rows.next()) {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          boolean binary = columns.getColumnTypeName(i).equals("bytea");
          byte[] value = binary ? rows.getBytes(i) : utf8(rows.getString(i));
          if (value != null) {
            into.add(new Cell(table, columns.getColumnName(i), binary, value));
          }
        }
      }
    }
  }

  private static byte @Nullable [] utf8(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
