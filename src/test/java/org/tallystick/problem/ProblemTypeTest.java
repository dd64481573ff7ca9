package org.tallystick.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tallystick.ledger.AccountId;
import org.tallystick.ledger.Amount;
import org.tallystick.ledger.Refusal;
import org.tallystick.ledger.SpendingLimit;
import org.tallystick.ledger.TradeId;

class ProblemTypeTest {

    @Test
    void codesAndTitlesAreUnique() {
        List<ProblemType> types = List.of(ProblemType.values());

        assertThat(types.stream().map(ProblemType::code)).doesNotHaveDuplicates();
        assertThat(types.stream().map(ProblemType::title)).doesNotHaveDuplicates();
        assertThat(types.stream().map(ProblemType::uri)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void aTypeIsFoundByItsCode(ProblemType type) {
        assertThat(ProblemType.ofCode(type.code())).isSameAs(type);
        assertThat(type.code()).matches("[a-z]+(-[a-z]+)*");
        assertThat(type.uri()).hasToString("urn:tallystick:problem:" + type.code());
        assertThat(type.status()).isBetween(400, 599);
    }

    @Test
    void anUnknownCodeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProblemType.ofCode("no-such-code"));
    }

    @Test
    void everyRefusalOfTheLedgerHasAProblemType() throws ReflectiveOperationException {
        Class<?>[] refusals = Refusal.class.getPermittedSubclasses();
        assertThat(refusals).hasSizeGreaterThanOrEqualTo(14);
        for (Class<?> refusal : refusals) {
            String code = ((Refusal) example(refusal)).code();

            assertThat(ProblemType.ofCode(code).status()).as(code).isIn(400, 409, 422);
        }
        assertThat(Arrays.stream(refusals)).doesNotHaveDuplicates();
    }

    @Test
    void theStatusIs400WhereTheRequestIsWrongAndElse422() {
        assertThat(ProblemType.ofCode("amount-not-positive").status()).isEqualTo(400);
        assertThat(ProblemType.ofCode("amount-overflow").status()).isEqualTo(400);
        assertThat(ProblemType.ofCode("credit-limit-exceeded").status()).isEqualTo(422);
        assertThat(ProblemType.ofCode("unknown-account").status()).isEqualTo(422);
    }

    private static Object example(Class<?> type) throws ReflectiveOperationException {
        Map<Class<?>, Object> values = Map.of(
                SpendingLimit.Per.class,
                SpendingLimit.Per.DAY,
                String.class,
                "alice",
                Amount.class,
                Amount.ZERO,
                AccountId.class,
                new AccountId(new UUID(0, 1)),
                TradeId.class,
                new TradeId(new UUID(0, 2)),
                Optional.class,
                Optional.empty(),
                Instant.class,
                Instant.EPOCH,
                LocalDate.class,
                LocalDate.EPOCH);
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return type.getDeclaredConstructor(types)
                .newInstance(Arrays.stream(types).map(values::get).toArray());
    }
}
