package org.cardnym.vault.checkout;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.id.TypeId;
import org.cardnym.vault.limit.ClientAddress;
import org.cardnym.vault.limit.Limit;
import org.cardnym.vault.limit.Limits;
import org.cardnym.vault.limit.Subjects;
import org.cardnym.vault.page.Reader;
import org.cardnym.vault.payment.BoundPayments;
import org.cardnym.vault.payment.ElsewherePayments;
import org.cardnym.vault.payment.PageAddress;
import org.cardnym.vault.payment.PageView;
import org.cardnym.vault.proof.Policies;
import org.cardnym.vault.proof.ProviderButton;
import org.cardnym.vault.proof.ProviderTrips;
import org.cardnym.vault.proof.SmsAsks;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.cardnym.vault.session.KnownBrowsers;
import org.cardnym.vault.session.PaymentBrowsers;
import org.jspecify.annotations.Nullable;

/**
 * Opens and shows the payment page. The shop opens it by a form POST; any other way leads to "begun
 * elsewhere" ({@link ElsewhereResource}).
 */
@Path("/pay/{id}")
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class CheckoutResource {
  @CheckedTemplate(basePath = "checkout", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static class Pages {
    private Pages() {}

    static native TemplateInstance pay(
        PageView page,
        String amount,
        boolean signedOnly,
        List<ProviderButton> providers,
        boolean sms,
        boolean sandbox);
  }

  /**
   * A payment's life: it expires after 15 minutes, and its result may be looked at a while longer.
   */
  static final Duration COOKIE_LIFE = Duration.ofMinutes(30);

  private final BoundPayments payments;
  private final ElsewherePayments elsewhere;
  private final ElsewherePages others;
  private final PageAddress addresses;
  private final ProviderTrips providers;
  private final SmsAsks sms;
  private final Policies policies;
  private final KnownBrowsers known;
  private final Limits limits;
  private final Subjects subjects;
  private final ClientAddress clients;
  private final Loosened loosened;
  private final Reader reader;

  CheckoutResource(
      BoundPayments payments,
      ElsewherePayments elsewhere,
      ElsewherePages others,
      PageAddress addresses,
      ProviderTrips providers,
      SmsAsks sms,
      Policies policies,
      KnownBrowsers known,
      Limits limits,
      Subjects subjects,
      ClientAddress clients,
      Loosened loosened,
      Reader reader) {
    this.payments = payments;
    this.elsewhere = elsewhere;
    this.others = others;
    this.addresses = addresses;
    this.providers = providers;
    this.sms = sms;
    this.policies = policies;
    this.known = known;
    this.limits = limits;
    this.subjects = subjects;
    this.clients = clients;
    this.loosened = loosened;
    this.reader = reader;
  }

  /**
   * The shop's form POST: binds this browser, then 303 to the page. 403 if the shop's origin is not
   * registered.
   */
  @POST
  @Path("/{secret}")
  @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.WILDCARD})
  public Response open(
      @PathParam("id") String id,
      @PathParam("secret") String secret,
      @HeaderParam("Origin") @Nullable String origin) {
    UUID paymentId = opened(id, secret);
    limits.requireOwn(Limit.PAGE_OPENINGS_PER_ADDRESS, subjects.address(clients.client()));
    var binding = PaymentBrowsers.newBinding();
    Response.ResponseBuilder answer = Response.seeOther(URI.create("/pay/" + id));
    if (payments.bind(paymentId, origin, binding.hash())) {
      answer.header(HttpHeaders.SET_COOKIE, binding.cookie(paymentId, COOKIE_LIFE).header());
    }
    return answer.build();
  }

  /**
   * A link in a mail or on another device. Where the shop lets its payments be paid there, the page
   * says what it is and whose, and asks for a step before anything can be given; else 403, and told
   * why.
   */
  @GET
  @Path("/{secret}")
  public Response followed(
      @PathParam("id") String id,
      @PathParam("secret") String secret,
      @Context HttpHeaders headers) {
    UUID paymentId = opened(id, secret);
    if (elsewhere.goesOn(paymentId, Presented.elsewhere(paymentId, headers))) {
      return Response.seeOther(ElsewhereResource.address(paymentId)).build();
    }
    return others.told(id, secret, elsewhere.offer(paymentId));
  }

  /** The page, for the browser that it is bound to. */
  @GET
  public Response page(@PathParam("id") String id, @Context HttpHeaders headers) {
    try {
      UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
      UUID browser = known.read(Presented.value(KnownBrowsers.COOKIE, headers)).orElse(null);
      PageView view = payments.page(paymentId, Presented.binding(paymentId, headers), browser);
      boolean signedOnly = view.signedOnly() || policies.asksSigned(view.amount());
      TemplateInstance pay =
          Pages.pay(
              view,
              amount(view),
              signedOnly,
              providers.buttons(),
              sms.offered(),
              loosened.sandbox());
      return Response.ok(reader.in(pay)).build();
    } catch (Refusal refused) {
      if (refused.code() != ErrorCode.BEGUN_ELSEWHERE && refused.code() != ErrorCode.NOT_FOUND) {
        throw refused;
      }
      // The id alone tells nothing: a payment of another browser and none at all look the same.
      return others.refused(null);
    }
  }

  private String amount(PageView view) {
    return view.amount().display(reader.language().formats());
  }

  private UUID opened(String id, String secret) {
    UUID paymentId = TypeId.parse(IdKind.PAYMENT, id);
    if (!addresses.opens(paymentId, secret)) {
      throw new Refusal(ErrorCode.NOT_FOUND);
    }
    return paymentId;
  }
}
