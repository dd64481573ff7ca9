package org.tallystick.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.security.AccessTokens.AccessToken;

/**
 * RFC 6749 §5.1.
 *
 * @param expiresIn seconds
 * @param refreshToken for users
 * @param scope for clients
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "TokenResponse")
record TokenResponse(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("refresh_token") @Nullable String refreshToken,
        @JsonProperty("scope") @Nullable String scope) {

    static TokenResponse ofUser(AccessToken token, String refreshToken) {
        return new TokenResponse(token.value(), "Bearer", token.lifetime().toSeconds(), refreshToken, null);
    }

    static TokenResponse ofClient(AccessToken token, String scope) {
        return new TokenResponse(token.value(), "Bearer", token.lifetime().toSeconds(), null, scope);
    }

    /** Without the tokens, for whoever logs it. */
    @Override
    public String toString() {
        return "TokenResponse";
    }
}
