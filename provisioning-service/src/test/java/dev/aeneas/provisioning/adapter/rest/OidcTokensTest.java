package dev.aeneas.provisioning.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

import dev.aeneas.platform.testing.IdentityProvider;
import dev.aeneas.platform.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of an identity provider, checked for real: keys from its address, signatures, issuer, audience and expiry. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@QuarkusTestResource(value = TestIssuer.class, restrictToAnnotatedClass = true)
@TestProfile(OidcTokensTest.Alone.class)
class OidcTokensTest {
    /** And then told that there is no such cluster, or that the service has no store. */
    private static final Matcher<Integer> LET_IN = oneOf(404, 503);

    @ConfigProperty(name = TestIssuer.PRIVATE_KEY)
    String privateKey;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String issuer;

    /** An application of its own, that knows the identity provider. */
    public static final class Alone implements QuarkusTestProfile {}

    @BeforeEach
    void noOtherTokenIsShown() {
        RestAssured.authentication = RestAssured.DEFAULT_AUTH;
    }

    @AfterEach
    void leaveNothing() {
        RestAssured.authentication = RestAssured.DEFAULT_AUTH;
    }

    /** What a token says; {@code lifetime} in seconds from now. */
    private record Claims(String issuer, String audience, long lifetime, List<String> groups) {
        Claims by(String other) {
            return new Claims(other, audience, lifetime, groups);
        }

        Claims to(String other) {
            return new Claims(issuer, other, lifetime, groups);
        }

        Claims until(long seconds) {
            return new Claims(issuer, audience, seconds, groups);
        }

        String json() {
            long now = Instant.now().getEpochSecond();
            return ("{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"42\",\"preferred_username\":\"ann\",\"iat\":%d,\"exp\":%d,"
                            + "\"groups\":[\"%s\"]}")
                    .formatted(issuer, audience, now - 600, now + lifetime, String.join("\",\"", groups));
        }
    }

    private Claims with(String... groups) {
        return new Claims(issuer, "aeneas", 300, List.of(groups));
    }

    private String signed(Claims claims) throws GeneralSecurityException {
        var key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
        return IdentityProvider.signed(claims.json(), key);
    }

    private static ValidatableResponse get(String path, String token) {
        return given().auth().oauth2(token).get(path).then();
    }

    private static void isNotBelieved(String token) {
        get("/clusters/orders", token)
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("invalid_token"))
                .body("detail", containsString("not believed"));
    }

    @Test
    void rolesOfATokenCountForTheirClusters() throws Exception {
        var token = signed(with("operator:orders", "offline_access"));

        get("/clusters/orders", token).statusCode(LET_IN);
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .post("/clusters/orders/start")
                .then()
                .statusCode(LET_IN);
        given().auth()
                .oauth2(token)
                .delete("/clusters/orders")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("ann lacks the role administrator:orders"));
        get("/clusters/shop", token).statusCode(403).body("status", equalTo(403));
    }

    @Test
    void aTokenWithoutARoleOfOursLetsInNowhere() throws Exception {
        get("/clusters/orders", signed(with("offline_access"))).statusCode(403);
    }

    @Test
    void anExpiredTokenIsNotBelieved() throws Exception {
        isNotBelieved(signed(with("administrator").until(-60)));
    }

    @Test
    void aTokenOfAnotherIssuerIsNotBelieved() throws Exception {
        isNotBelieved(signed(with("administrator").by("http://127.0.0.1:1")));
    }

    @Test
    void aTokenForSomebodyElseIsNotBelieved() throws Exception {
        isNotBelieved(signed(with("administrator").to("payroll")));
    }

    @Test
    void aTokenSignedByAnotherKeyIsNotBelieved() throws Exception {
        isNotBelieved(IdentityProvider.signed(
                with("administrator").json(),
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate()));
    }

    @Test
    void aTokenThatWasChangedOrNeverSignedIsNotBelieved() throws Exception {
        var parts = signed(with("viewer")).split("\\.", -1);
        isNotBelieved(
                parts[0] + "." + IdentityProvider.encoded(with("administrator").json()) + "." + parts[2]);
        isNotBelieved(IdentityProvider.encoded("{\"alg\":\"none\"}") + "."
                + IdentityProvider.encoded(with("administrator").json()) + ".");
        isNotBelieved("opaque");
    }

    @Test
    void withoutATokenAProblemSaysWhatToDo() {
        given().get("/clusters")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("detail", containsString("Authorization: Bearer"));
    }
}
