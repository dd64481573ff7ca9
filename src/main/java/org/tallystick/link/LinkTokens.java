package org.tallystick.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tallystick.security.SealedKeys;

/**
 * The tokens of payment links: what the link says as JSON in base64url, a point, and a keyed digest of it under the installation's
 * secret. Anybody can read one, and only the service can make one. The same link always has the same token, so that none is stored.
 */
@ApplicationScoped
class LinkTokens {
    private static final int VERSION = 1;
    /** 128 bits, which nobody guesses; twice as many would make every QR code larger. */
    private static final int SIGNATURE_BYTES = 16;

    /** More than the longest that is made: a memo of 140 characters takes 420 bytes, and all else some 300. */
    private static final int LONGEST = 2_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SealedKeys keys;

    LinkTokens(SealedKeys keys) {
        this.keys = keys;
    }

    String of(String community, PaymentLink link) {
        Map<String, Object> says = new LinkedHashMap<>();
        says.put("v", VERSION);
        says.put("community", community);
        says.put("id", link.id().toString());
        says.put("payee", link.payee().address());
        link.amountText().ifPresent(amount -> says.put("amount", amount));
        says.put("currency", link.payee().currency().code().value());
        says.put("memo", link.memo());
        says.put("exp", link.expiresAt().getEpochSecond());
        if (link.singleUse()) {
            says.put("once", true);
        }
        try {
            String text = ENCODER.encodeToString(JSON.writeValueAsBytes(says));
            return text + "." + ENCODER.encodeToString(signature(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a payment link holds plain values alone", e);
        }
    }

    /** The id of the link of which this is the token, if the service made it for this community and nobody altered it. */
    Optional<UUID> read(String community, String token) {
        int point = token.indexOf('.');
        if (point < 0 || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String text = token.substring(0, point);
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(point + 1));
            if (!MessageDigest.isEqual(signature, signature(text))) {
                return Optional.empty();
            }
            JsonNode says = JSON.readTree(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            return says.path("community").asText().equals(community)
                    ? Optional.of(UUID.fromString(says.path("id").asText()))
                    : Optional.empty();
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Nothing else is digested behind these words, so no digest of another kind is a signature. */
    private byte[] signature(String text) {
        return Arrays.copyOf(keys.digest("payment link\n" + text), SIGNATURE_BYTES);
    }
}
