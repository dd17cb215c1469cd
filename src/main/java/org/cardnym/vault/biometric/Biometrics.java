package org.cardnym.vault.biometric;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.cardnym.vault.biometric.ProviderFailed.Reason;
import org.cardnym.vault.id.IdKind;
import org.cardnym.vault.readiness.Loosened;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends browsers to identity services and judges what comes back: the code flow with PKCE, of which
 * the request is the vault's own, so that the nonce can hold what the person agrees to.
 */
@Startup
@ApplicationScoped
public class Biometrics {
  private static final Logger LOG = Logger.getLogger(Biometrics.class);

  /** What a service is asked for: no claim beside those that an ID token has anyway. */
  private static final String SCOPE = "openid";

  private final Providers providers;
  private final Trips trips;
  private final MeterRegistry meters;
  private final Clock clock;
  private final boolean plainPages;
  private final Map<String, KnownProvider> known = new ConcurrentHashMap<>();

  Biometrics(
      Providers providers, Trips trips, MeterRegistry meters, Clock clock, Loosened loosened) {
    this.providers = providers;
    this.trips = trips;
    this.meters = meters;
    this.clock = clock;
    this.plainPages = loosened.has(Loosened.Check.PLAIN_PROVIDERS);
    for (Reason reason : Reason.values()) {
      count(reason.wire(), 0);
    }
    count("ok", 0);
  }

  /** What pages offer, to everybody alike. */
  public List<ProviderChoice> choices() {
    return providers.choices();
  }

  /**
   * Where to send the browser. Call it without a transaction.
   *
   * @throws Refusal {@link ErrorCode#NOT_FOUND} for a service there is not; {@link
   *     ErrorCode#UNAVAILABLE} where it can't be asked
   */
  public URI begin(String name, Trip trip) {
    Provider provider = require(name);
    try {
      URI endpoint = known(provider).metadata().authorization();
      return request(endpoint, provider, trip, trips.begin(name, trip));
    } catch (ProviderFailed down) {
      tell(provider, down.reason());
      throw new Refusal(ErrorCode.UNAVAILABLE);
    }
  }

  /** What a returning browser's way was for; nothing is used up by it. */
  public Optional<UUID> subject(IdKind kind, @Nullable String state) {
    return State.read(kind, state).map(State::subject);
  }

  /**
   * Uses up the state that a browser brings back; empty if it is not its, or over. Call it without
   * a transaction.
   */
  public Optional<Arrival> arrive(IdKind kind, String browser, URI callback, Return brought) {
    return trips.take(kind, browser, callback, brought);
  }

  /**
   * Fetches the token and judges it; empty for whatever is wrong. Call it without a transaction: it
   * waits for the service.
   *
   * @param consent what the person has to have agreed to, as it was at the start
   */
  public Optional<Proof> judge(Arrival arrival, byte[] consent) {
    Provider provider = providers.find(arrival.provider()).orElse(null);
    if (provider == null) {
      return Optional.empty();
    }
    try {
      KnownProvider service = known(provider);
      var expected = new Expected(provider, arrival.nonce(consent), arrival.begunAt());
      String token = exchange(service.metadata(), provider, arrival);
      Proof proof = IdTokenRule.judge(IdTokens.open(token, service), expected, clock.instant());
      count("ok", 1);
      return Optional.of(proof);
    } catch (ProviderFailed refused) {
      tell(provider, refused.reason());
      return Optional.empty();
    }
  }

  /** The service of a proof, as payers read it. */
  public String displayName(Proof proof) {
    return require(proof.provider()).displayName();
  }

  private URI request(URI endpoint, Provider provider, Trip trip, Trips.Begun begun) {
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", provider.clientId());
    query.put("redirect_uri", trip.callback().toString());
    query.put("scope", SCOPE);
    query.put("state", begun.state());
    query.put("nonce", begun.nonce());
    query.put("code_challenge", begun.challenge());
    query.put("code_challenge_method", "S256");
    // The person is checked now, whatever session they have there.
    query.put("max_age", "0");
    query.put("prompt", "login");
    if (!provider.acrs().isEmpty()) {
      query.put("acr_values", String.join(" ", provider.acrs()));
    }
    String separator = endpoint.getRawQuery() == null ? "?" : "&";
    return URI.create(endpoint + separator + ProviderHttp.encoded(query));
  }

  /** RFC 6749 §4.1.3: once; a code that the service does not take is worth nothing. */
  private String exchange(Metadata metadata, Provider provider, Arrival arrival)
      throws ProviderFailed {
    requireSender(metadata, provider, arrival.issuer());
    String code = arrival.code();
    if (code == null) {
      throw new ProviderFailed(Reason.ERROR_ANSWER);
    }
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", arrival.callback().toString());
    form.put("code_verifier", arrival.verifier());
    ClientProof client = provider.proof();
    form.putAll(client.form(provider.clientId(), provider.issuer(), clock.instant()));
    byte[] answer =
        provider.http().post(metadata.token(), form, client.headers(provider.clientId()));
    JsonNode token = Text.object(answer).path("id_token");
    if (!token.isTextual()) {
      throw new ProviderFailed(Reason.SHAPE);
    }
    return token.asText();
  }

  /** RFC 9207 §2.4: who says nothing where it would, or says another, is not the one asked. */
  private static void requireSender(Metadata metadata, Provider provider, @Nullable String sender)
      throws ProviderFailed {
    boolean fits = sender == null ? !metadata.namesItself() : sender.equals(provider.issuer());
    if (!fits) {
      throw new ProviderFailed(Reason.WRONG_SENDER);
    }
  }

  private Provider require(String name) {
    return providers.find(name).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND));
  }

  private KnownProvider known(Provider provider) {
    return known.computeIfAbsent(
        provider.name(), name -> new KnownProvider(provider, plainPages, clock));
  }

  /** For operators; who asked is told nothing of it. */
  private void tell(Provider provider, Reason reason) {
    LOG.infof("provider_refused provider=%s reason=%s", provider.name(), reason.wire());
    count(reason.wire(), 1);
  }

  private void count(String result, int times) {
    meters.counter("cardnym_provider_answers", "result", result).increment(times);
  }
}
