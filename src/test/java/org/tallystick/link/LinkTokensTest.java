package org.tallystick.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tallystick.account.AccountRef;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.CommunityId;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;
import org.tallystick.platform.Ids;
import org.tallystick.security.MemberId;
import org.tallystick.security.SealedKeys;

class LinkTokensTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    private final LinkTokens tokens = under((byte) 1);

    @Test
    void aTokenSaysWhatTheLinkSaysAndIsAlwaysTheSame() {
        PaymentLink link = link("bob", Optional.of(Amount.ofMinorUnits(1250)), "Pão ☕", true);
        String token = tokens.of("maple-lets", link);

        assertThat(says(token))
                .isEqualTo("{\"v\":1,\"community\":\"maple-lets\",\"id\":\"" + link.id() + "\",\"payee\":\"bob\","
                        + "\"amount\":\"12.50\",\"currency\":\"CRED\",\"memo\":\"Pão ☕\",\"exp\":"
                        + NOON.getEpochSecond() + ",\"once\":true}");
        assertThat(tokens.of("maple-lets", link)).isEqualTo(token);
        assertThat(tokens.read("maple-lets", token)).contains(link.id());
        assertThat(says(tokens.of("maple-lets", link("bob", Optional.empty(), "tea", false))))
                .doesNotContain("amount", "once");
    }

    @Test
    void aTokenThatIsAlteredAnywhereIsNone() {
        String token = tokens.of("maple-lets", link("bob", Optional.of(Amount.ofMinorUnits(1250)), "bread", true));

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String altered = token.substring(0, i) + other + token.substring(i + 1);
            // The last character of a base64 text holds bits that say nothing.
            if (i != token.length() - 1) {
                assertThat(tokens.read("maple-lets", altered)).as("at %d", i).isEmpty();
            }
        }
    }

    @Test
    void whatALinkSaysIsBoundToItsSignature() {
        PaymentLink link = link("bob", Optional.of(Amount.ofMinorUnits(1250)), "bread", true);
        String token = tokens.of("maple-lets", link);
        String signature = token.substring(token.indexOf('.'));

        for (List<String> change : List.of(
                List.of("\"12.50\"", "\"2.50\""),
                List.of("\"bob\"", "\"eve\""),
                List.of("\"bread\"", "\"cake\""),
                List.of("\"once\":true", "\"once\":false"),
                List.of("\"exp\":1", "\"exp\":2"))) {
            String altered = says(token).replace(change.get(0), change.get(1));
            assertThat(altered).isNotEqualTo(says(token));
            assertThat(tokens.read("maple-lets", encoded(altered) + signature)).isEmpty();
        }
    }

    @Test
    void anotherCommunityAndAnotherInstallationDoNotKnowIt() {
        String token = tokens.of("maple-lets", link("bob", Optional.empty(), "bread", false));

        assertThat(tokens.read("other-lets", token)).isEmpty();
        assertThat(under((byte) 2).read("maple-lets", token)).isEmpty();
    }

    @Test
    void whatIsNoTokenIsNone() {
        for (String text : List.of("", ".", "a", "a.b", "é.é", "..", "x".repeat(1_000_000), "a." + "b".repeat(5_000))) {
            assertThat(tokens.read("maple-lets", text)).isEmpty();
        }
    }

    @Test
    void theLongestOneIsReadAndFitsAQrCodeWithTheLongestPage() {
        PaymentLink longest = new PaymentLink(
                Ids.next(),
                account("a".repeat(40) + "." + "C".repeat(12), "C".repeat(12)),
                Optional.of(Amount.LARGEST),
                "\u20AC".repeat(140),
                Map.of(),
                true,
                NOON,
                "maker",
                NOON,
                Optional.empty(),
                0,
                Optional.empty());
        String token = tokens.of("c".repeat(40), longest);

        assertThat(tokens.read("c".repeat(40), token)).contains(longest.id());
        assertThat(new QrCode("x".repeat(500) + token).png(200)).isNotEmpty();
    }

    private static LinkTokens under(byte secret) {
        byte[] bytes = new byte[32];
        bytes[0] = secret;
        return new LinkTokens(SealedKeys.under(Base64.getEncoder().encodeToString(bytes)));
    }

    private static PaymentLink link(String payee, Optional<Amount> amount, String memo, boolean singleUse) {
        return new PaymentLink(
                Ids.next(),
                account(payee, "CRED"),
                amount,
                memo,
                Map.of(),
                singleUse,
                NOON,
                "maker",
                NOON,
                Optional.empty(),
                0,
                Optional.empty());
    }

    private static AccountRef account(String address, String currency) {
        return new AccountRef(
                new AccountId(UUID.randomUUID()),
                new CommunityId(UUID.randomUUID()),
                address,
                new Currency(new CurrencyCode(currency), "Credit", "c", 2),
                "member",
                Optional.of(new MemberId(UUID.randomUUID())));
    }

    private static String says(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
