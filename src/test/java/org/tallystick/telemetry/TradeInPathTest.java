package org.tallystick.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradeInPathTest {
    private static final String ID = "019ab2c4-77aa-7c03-8f2e-0123456789ab";

    @Test
    void theTradeThatARequestNamesIsFound() {
        assertThat(TradeInPath.of("/v1/communities/maple-lets/trades/" + ID)).isEqualTo(ID);
        assertThat(TradeInPath.of("/v1/communities/maple-lets/trades/" + ID + "/reversal"))
                .isEqualTo(ID);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1/communities/maple-lets/trades",
                "/v1/communities/maple-lets/trades/",
                "/v1/communities/maple-lets/trades/batch",
                "/v1/communities/maple-lets/trades/019ab2c4-77aa-7c03-8f2e-0123456789a",
                "/v1/communities/maple-lets/trades/019ab2c4-77aa-7c03-8f2e-0123456789abc",
                "/v1/communities/maple-lets/trades/019ab2c4-77aa-7c03-8f2e-0123456789ax",
                "/v1/communities/maple-lets/trades/019ab2c4x77aa-7c03-8f2e-0123456789ab",
                "/v1/communities/maple-lets/accounts/019ab2c4-77aa-7c03-8f2e-0123456789ab"
            })
    void whatNamesNoneHasNone(String path) {
        assertThat(TradeInPath.of(path)).isNull();
    }
}
