import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks an address once; exit 0 if the answer is 200. Images have no other program that could. */
final class Probe {
  private Probe() {}

  public static void main(String[] arguments) throws IOException {
    HttpURLConnection asked = (HttpURLConnection) URI.create(arguments[0]).toURL().openConnection();
    asked.setConnectTimeout(2_000);
    asked.setReadTimeout(2_000);
    System.exit(asked.getResponseCode() == 200 ? 0 : 1);
  }
}
