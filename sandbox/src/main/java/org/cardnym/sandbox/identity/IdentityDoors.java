package org.cardnym.sandbox.identity;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/** Who may pass which door: the protocol's endpoints first, then the pages for persons. */
@Configuration(proxyBeanMethods = false)
class IdentityDoors {
  /**
   * A form's answer may lead on, back to the pages that sent the browser: that counts as the form's
   * aim.
   */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; form-action 'self' %s; frame-ancestors 'none'; base-uri 'none'";

  private static final String AUTHORIZE = "/oauth2/authorize";

  @Bean
  @Order(1)
  SecurityFilterChain protocol(
      HttpSecurity http, RegisteredClientRepository clients, IdentitySettings settings)
      throws Exception {
    OAuth2AuthorizationServerConfigurer server =
        OAuth2AuthorizationServerConfigurer.authorizationServer();
    return http.securityMatcher(server.getEndpointsMatcher())
        .with(
            server,
            endpoints ->
                endpoints
                    .oidc(oidc ->
                        oidc.providerConfigurationEndpoint(discovery ->
                            discovery.providerConfigurationCustomizer(told ->
                                told.authorizationEndpoint(
                                    settings.device().origin() + AUTHORIZE))))
                    .authorizationEndpoint(authorization ->
                        authorization.authorizationResponseHandler(new BackWithCode()))
                    .clientAuthentication(client ->
                        client
                            .authenticationConverter(new ProgramsWithoutSecret.Reader())
                            .authenticationProvider(new ProgramsWithoutSecret(clients)))
                    .deviceAuthorizationEndpoint(device -> device.verificationUri("/activate"))
                    .deviceVerificationEndpoint(device ->
                        device
                            .deviceVerificationResponseHandler(
                                new SimpleUrlAuthenticationSuccessHandler("/activated"))
                            .errorResponseHandler(
                                new SimpleUrlAuthenticationFailureHandler("/activate?error"))))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .exceptionHandling(errors ->
            errors
                .defaultAuthenticationEntryPointFor(
                    new LoginUrlAuthenticationEntryPoint("/sensor"),
                    request -> request.getRequestURI().equals(AUTHORIZE))
                .defaultAuthenticationEntryPointFor(
                    new LoginUrlAuthenticationEntryPoint("/login"), onlyBrowsers()))
        .build();
  }

  /** Programs that take any answer get a status, not a page. */
  private static MediaTypeRequestMatcher onlyBrowsers() {
    MediaTypeRequestMatcher browsers = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
    browsers.setIgnoredMediaTypes(Set.of(MediaType.ALL));
    return browsers;
  }

  @Bean
  @Order(2)
  SecurityFilterChain pages(HttpSecurity http, People people, IdentitySettings settings)
      throws Exception {
    String policy = POLICY.formatted(settings.device().pagesOrigin());
    return http.authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/identity.css", "/login", "/sensor", "/error")
                .permitAll()
                .anyRequest()
                .authenticated())
        .authenticationProvider(new SignIn(people))
        .formLogin(form ->
            form.loginPage("/login")
                .defaultSuccessUrl("/activate")
                .authenticationDetailsSource(SignIn.WithCode::new))
        .headers(headers ->
            headers
                .contentSecurityPolicy(content -> content.policyDirectives(policy))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }
}
