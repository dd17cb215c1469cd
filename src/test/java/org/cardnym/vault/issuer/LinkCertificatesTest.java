package org.cardnym.vault.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardnym.vault.Refusals.refuses;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.cardnym.vault.TestVault;
import org.cardnym.vault.keys.Signatures;
import org.cardnym.vault.refusal.ErrorCode;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestVault.class)
@TestProfile(QuickBanks.class)
class LinkCertificatesTest {
  private static final TestAuthority AUTHORITY = TestBanks.AUTHORITY;

  @Inject LinkCertificates link;
  @Inject Signatures signatures;

  @Test
  void theRequestIsInTheVaultsNameAndSignedByItsKey()
      throws IOException, OperatorCreationException, PKCSException {
    try (var parser = new PEMParser(new StringReader(link.request()))) {
      var request = (PKCS10CertificationRequest) parser.readObject();

      assertThat(request.getSubject()).hasToString("CN=vault.test.example");
      var verifier = new JcaContentVerifierProviderBuilder().build(signatures.link().publicKey());
      assertThat(request.isSignatureValid(verifier)).isTrue();
    }
  }

  @Test
  void aChainForTheLinkKeyIsTaken() {
    String chain = AUTHORITY.client(link.request());

    link.certify("test", chain);

    assertThat(link.certificate()).contains(chain);
  }

  @Test
  void aChainThatDoesNotFitIsRefused() {
    var mine = signatures.link().publicKey();
    var other = new TestAuthority("Other");
    var unfit =
        List.of(
            AUTHORITY.pem(),
            Pem.of(List.of(AUTHORITY.client(TestAuthority.keyPair().getPublic()))),
            Pem.of(List.of(AUTHORITY.client(signatures.message().publicKey()))),
            Pem.of(List.of(AUTHORITY.server(mine))),
            Pem.of(List.of(AUTHORITY.expiredClient(mine))),
            Pem.of(List.of(AUTHORITY.client(mine))) + other.pem(),
            "nonsense");

    for (String pem : unfit) {
      refuses(ErrorCode.CERTIFICATE_UNFIT, () -> link.certify("test", pem));
    }
  }

  @Test
  void banksPinThePublicHalvesOfTheMessageKeysOnly() {
    assertThat(link.signingKeys())
        .isNotEmpty()
        .allSatisfy(jwk -> {
          assertThat(jwk).containsOnlyKeys("kty", "crv", "x", "y", "kid", "use", "alg");
          assertThat(jwk).containsEntry("alg", "ES256").containsEntry("use", "sig");
        });
  }
}
