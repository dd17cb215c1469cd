package org.cardnym.vault.page;

import io.quarkus.qute.RawString;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The inventory of all that pages load (PCI DSS 6.4.3): nothing else is served, and each tag names
 * the digest of the bytes it loads. All stand in one folder that is named by a digest of them all,
 * so they may be kept for ever and never meet those of another version.
 */
@Singleton
@Named("assets")
public class Assets {
  private static final List<String> INVENTORY =
      List.of(
          "account.css",
          "account.js",
          "approve.js",
          "cardnym.css",
          "elsewhere.js",
          "enrol.js",
          "figures.js",
          "history.js",
          "mark.svg",
          "mobile.js",
          "page.js",
          "passkey.js",
          "passkeys.js",
          "pay-sms.js",
          "pay.js",
          "prove.js",
          "provider-return.js",
          "providers.js",
          "recover.js",
          "security.js",
          "setup.js");
  private static final int VERSION_BYTES = 12;

  private final Map<String, Asset> assets;
  private final String version;

  Assets() {
    assets =
        INVENTORY.stream()
            .map(Asset::named)
            .collect(Collectors.toMap(Asset::name, asset -> asset, (a, b) -> a, TreeMap::new));
    version = version(assets);
  }

  /** The asset of this version, or empty. */
  Optional<Asset> find(String askedVersion, String name) {
    return askedVersion.equals(version) ? Optional.ofNullable(assets.get(name)) : Optional.empty();
  }

  /** True for an address whose bytes never change. */
  public boolean lasting(String path) {
    String folder = "/assets/" + version + "/";
    return path.startsWith(folder) && assets.containsKey(path.substring(folder.length()));
  }

  public String path(String name) {
    return "/assets/" + version + "/" + asset(name).name();
  }

  /**
   * The tags of a page's script and of what it imports; a script's imports are checked where they
   * are preloaded.
   */
  public RawString script(String name) {
    Set<String> imports = new TreeSet<>();
    imports(name, imports);
    String preloads =
        imports.stream()
            .map(each ->
                "<link rel=\"modulepreload\" href=\"%s\" integrity=\"%s\">\n"
                    .formatted(path(each), asset(each).integrity()))
            .collect(Collectors.joining());
    return new RawString(
        preloads
            + "<script type=\"module\" src=\"%s\" integrity=\"%s\"></script>"
                .formatted(path(name), asset(name).integrity()));
  }

  private void imports(String script, Set<String> found) {
    for (String each : asset(script).imports()) {
      if (found.add(each)) {
        imports(each, found);
      }
    }
  }

  public RawString style(String name) {
    return new RawString(
        "<link rel=\"stylesheet\" href=\"%s\" integrity=\"%s\">"
            .formatted(path(name), asset(name).integrity()));
  }

  private Asset asset(String name) {
    Asset asset = assets.get(name);
    if (asset == null) {
      throw new IllegalArgumentException("no asset " + name);
    }
    return asset;
  }

  private static String version(Map<String, Asset> assets) {
    String all =
        assets.values().stream()
            .map(asset -> asset.name() + " " + asset.integrity() + "\n")
            .collect(Collectors.joining());
    byte[] digest = Asset.digest("SHA-256", all.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
  }
}
