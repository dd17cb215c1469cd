package org.cardnym.vault.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.cardnym.vault.refusal.ErrorCode;
import org.cardnym.vault.refusal.Refusal;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Every failure of an endpoint becomes a problem; the message of an exception is never shown, as it
 * may hold what was sent.
 */
class ProblemMapper {
  @Inject ProblemWriter writer;

  @ServerExceptionMapper
  public Response refused(Refusal refusal, RoutingContext context) {
    return writer.response(Problem.of(refusal), context);
  }

  @ServerExceptionMapper({
    JsonProcessingException.class,
    MismatchedInputException.class,
    ValidationException.class
  })
  public Response malformed(Throwable failure, RoutingContext context) {
    return writer.response(Problem.of(ErrorCode.MALFORMED, Misread.facts(failure)), context);
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  public Response unauthenticated(RoutingContext context) {
    return writer.response(Problem.of(ErrorCode.UNAUTHENTICATED), context);
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException refusal, RoutingContext context) {
    return writer.response(Problem.of(ErrorCode.FORBIDDEN), context);
  }

  @ServerExceptionMapper
  public Response byStatus(WebApplicationException refusal, RoutingContext context) {
    ErrorCode code = Failures.code(refusal.getResponse().getStatus());
    return writer.response(
        code == ErrorCode.MALFORMED && refusal.getCause() != null
            ? Problem.of(code, Misread.facts(refusal.getCause()))
            : Problem.of(code),
        context);
  }

  @ServerExceptionMapper
  public Response unknown(Throwable failure, RoutingContext context) {
    Problem problem = Problem.of(failure);
    Failures.log(problem, failure);
    return writer.response(problem, context);
  }
}
