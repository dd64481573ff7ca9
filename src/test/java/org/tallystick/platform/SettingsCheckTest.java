package org.tallystick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tallystick.platform.Settings.Known;

class SettingsCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tallystick.posting.lanes | four | TALLYSTICK_POSTING_LANES is 'four', and must be a whole number.",
                "tallystick.posting.lanes | 4.5 | TALLYSTICK_POSTING_LANES is '4.5', and must be a whole number.",
                "tallystick.posting.lanes | 0 | TALLYSTICK_POSTING_LANES is 0, and must be between 1 and 64.",
                "tallystick.posting.lanes | 65 | TALLYSTICK_POSTING_LANES is 65, and must be between 1 and 64.",
                "tallystick.posting.lanes | '' | TALLYSTICK_POSTING_LANES is empty; leave it out for 4.",
                "tallystick.posting.wait-for | soon | TALLYSTICK_POSTING_WAIT_FOR is 'soon', and must be a duration, such as 90s, 10m, 24h or 7d.",
                "tallystick.posting.wait-for | -1s | TALLYSTICK_POSTING_WAIT_FOR is -1s, and must be between 1ms and 10m.",
                "tallystick.jobs.largest-result | big | TALLYSTICK_JOBS_LARGEST_RESULT is 'big', and must be a size, such as 512M or 1G.",
                "tallystick.jobs.largest-result | 1K | TALLYSTICK_JOBS_LARGEST_RESULT is 1K, and must be 1M at least.",
                "tallystick.demo | ture | TALLYSTICK_DEMO is 'ture', and must be true or false.",
                "tallystick.backup.keep | 0 | TALLYSTICK_BACKUP_KEEP is 0, and must be between 1 and 1000.",
            })
    void aWrongValueIsRefusedWithItsName(String key, String value, String complaint) {
        assertThatThrownBy(() -> check(Map.of(key, value)))
                .isInstanceOf(StartFailure.class)
                .hasMessage(complaint);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> check(
                        Map.of("tallystick.posting.lanes", "none", "tallystick.demo", "maybe"),
                        "TALLYSTICK_DEM",
                        "HOME"))
                .hasMessage("""
                        TALLYSTICK_DEMO is 'maybe', and must be true or false.
                        TALLYSTICK_POSTING_LANES is 'none', and must be a whole number.
                        There is no setting TALLYSTICK_DEM; perhaps TALLYSTICK_DEMO is meant.""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TALLYSTICK_DEM0 | There is no setting TALLYSTICK_DEM0; perhaps TALLYSTICK_DEMO is meant.",
                "TALLYSTICK_BACKUP_DIR | There is no setting TALLYSTICK_BACKUP_DIR; perhaps TALLYSTICK_BACKUP_DIRECTORY is meant.",
                "TALLYSTICK_POSTING_LINES | There is no setting TALLYSTICK_POSTING_LINES; perhaps TALLYSTICK_POSTING_LANES is meant.",
                "TALLYSTICK_EMBEDDED | There is no setting TALLYSTICK_EMBEDDED.",
                "tallystick.posting.lane | There is no setting tallystick.posting.lane.",
                "TALLYSTICK_OIDC_KEYCLOAK_ISUER | There is no setting TALLYSTICK_OIDC_KEYCLOAK_ISUER.",
            })
    void aVariableThatNothingReadsIsRefused(String variable, String complaint) {
        assertThatThrownBy(() -> check(Map.of(), variable)).hasMessage(complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TALLYSTICK_OIDC_MY_OWN_KEYS_GOOD_FOR",
                "tallystick.oidc.my-own.algorithms[0]",
                "tallystick.command",
                "TALLYSTICK_SERVICE_HOST",
                "TALLYSTICK_SERVICE_PORT",
                "TALLYSTICK_SERVICE_PORT_HTTP",
                "TALLYSTICK_PORT",
                "TALLYSTICK_PORT_8080_TCP",
                "TALLYSTICK_PORT_8080_TCP_ADDR",
                "TALLYSTICK_DB_PORT_5432_TCP_PROTO",
                "QUARKUS_HTTP_PORT",
            })
    void whatAnotherProgramSetsIsLeftAlone(String variable) {
        assertThatCode(() -> check(Map.of(), variable)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TALLYSTICK_PORT", "TALLYSTICK_HTTP_PORT"})
    void aPortThatIsNoAddressIsAnOperatorsSlip(String variable) {
        assertThatThrownBy(() -> check(Map.of(variable, "9000")))
                .hasMessageStartingWith("There is no setting " + variable);
    }

    @Test
    void aNameThatOnlyLooksLikeAnotherIsRefused() {
        assertThatThrownBy(() -> check(Map.of(), "TALLYSTICK_LOGINS_FAILURES_PER_ADDRESS_OF_STRANGERS"))
                .hasMessageStartingWith("There is no setting TALLYSTICK_LOGINS_FAILURES_PER_ADDRESS_OF_STRANGERS");
    }

    @Test
    void whatTheConfigurationMakesOfAVariableIsLeftAlone() {
        assertThatCode(() -> check(Map.of(), "TALLYSTICK_DATA_DIR", "tallystick.data.dir"))
                .doesNotThrowAnyException();
    }

    @Test
    void everySettingIsKnownByItsVariable() {
        assertThatCode(() -> check(
                        Map.of(),
                        Settings.all().stream()
                                .filter(setting -> !setting.meaning().internal())
                                .map(Known::variable)
                                .toArray(String[]::new)))
                .doesNotThrowAnyException();
    }

    @Test
    void theDefaultsAndTheBoundsThemselvesWillDo() {
        for (Known setting : Settings.all()) {
            for (String value : values(setting)) {
                assertThatCode(() -> check(Map.of(setting.key().replace("*", "keycloak"), value)))
                        .as(setting.variable() + "=" + value)
                        .doesNotThrowAnyException();
            }
        }
    }

    private static List<String> values(Known setting) {
        return List.of(
                        setting.byDefault().orElse(""),
                        setting.meaning().least(),
                        setting.meaning().most())
                .stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    @Test
    void everyNumberAndEveryDurationHasALeast() {
        assertThat(Settings.all())
                .filteredOn(setting -> Number.class.isAssignableFrom(boxed(setting.type()))
                        || setting.type() == java.time.Duration.class)
                .hasSizeGreaterThan(20)
                .allSatisfy(setting -> assertThat(setting.meaning().least())
                        .as(setting.variable())
                        .isNotEmpty());
    }

    private static Class<?> boxed(Class<?> type) {
        return type == int.class ? Integer.class : type;
    }

    /** A secret that will not do is not repeated in a log. */
    @Test
    void anEmptySecretIsAsGoodAsNone() {
        assertThatCode(() -> check(Map.of("tallystick.secret", "", "tallystick.operator-password", " ")))
                .doesNotThrowAnyException();
    }

    private static void check(Map<String, String> values, String... variables) {
        Map<String, String> given = new LinkedHashMap<>(values);
        for (String variable : variables) {
            given.put(variable, variable.contains("_PORT") ? "tcp://10.96.0.7:8080" : "any");
        }
        ConfigSource source = new PropertiesConfigSource(given, "test", 300);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(source)
                .build();
        SettingsCheck.check(config);
    }
}
