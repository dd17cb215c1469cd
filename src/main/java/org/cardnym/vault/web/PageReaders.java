package org.cardnym.vault.web;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells people before a browser from programs that call the API. */
@ApplicationScoped
class PageReaders {
  private final Doors doors;
  private final Addresses addresses;

  PageReaders(Doors doors, Addresses addresses) {
    this.doors = doors;
    this.addresses = addresses;
  }

  /**
   * True for whoever comes to the pages: by their door, or astray at their origin, where no door
   * leads.
   */
  boolean send(HttpServerRequest request) {
    String path = request.path();
    if (path == null || Door.PAYER.leads(path)) {
      return path != null;
    }
    var authority = request.authority();
    return Door.to(path).isEmpty()
        && authority != null
        && doors.isAt(Door.PAYER, addresses.scheme(request), authority.toString());
  }
}
