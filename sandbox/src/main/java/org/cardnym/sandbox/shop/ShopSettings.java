package org.cardnym.sandbox.shop;

/**
 * What the shop is told at its start, in a file that only its owner reads.
 *
 * @param api origin of the vault's merchant API
 * @param pages origin of the vault's pages, the only foreign place the shop's forms may go
 * @param authority path of the CA that vouches for api and token endpoint
 * @param record path of the file that keeps all that the merchant saw
 */
public record ShopSettings(
    int port,
    String api,
    String pages,
    String tokenUrl,
    String clientId,
    String clientSecret,
    String authority,
    String record) {

  @Override
  public String toString() {
    return "ShopSettings[" + clientId + "]";
  }
}
