package org.tallystick.community;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tallystick.ledger.BalanceCap;
import org.tallystick.ledger.CreditLimit;
import org.tallystick.ledger.Currency;
import org.tallystick.ledger.CurrencyCode;

/** A row of {@code currency}. */
@Entity
@Table(name = "currency")
@IdClass(CurrencyRow.Key.class)
class CurrencyRow {
    @Id
    @Column(name = "community_id")
    UUID communityId;

    @Id
    String code;

    String name;

    String symbol;

    short scale;

    short position;

    @Column(name = "default_credit_limit")
    long defaultCreditLimit;

    @Column(name = "default_balance_cap")
    @Nullable
    Long defaultBalanceCap;

    /** For the ORM, which fills the fields at once. */
    @SuppressWarnings("NullAway.Init")
    protected CurrencyRow() {}

    CurrencyRow(UUID communityId, int position, CommunityCurrency currency) {
        this.communityId = communityId;
        this.code = currency.currency().code().value();
        this.name = currency.currency().name();
        this.symbol = currency.currency().symbol();
        this.scale = (short) currency.currency().scale();
        this.position = (short) position;
        applyDefaults(currency);
    }

    final void applyDefaults(CommunityCurrency currency) {
        BalanceCap cap = currency.defaultBalanceCap();
        defaultCreditLimit = currency.defaultCreditLimit().minorUnits();
        defaultBalanceCap = cap.isUncapped() ? null : cap.minorUnits();
    }

    CommunityCurrency toCurrency() {
        return new CommunityCurrency(
                new Currency(new CurrencyCode(code), name, symbol, scale),
                new CreditLimit(defaultCreditLimit),
                defaultBalanceCap == null ? BalanceCap.NONE : new BalanceCap(defaultBalanceCap));
    }

    /** The key of a row. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        @Nullable
        UUID communityId;

        @Nullable
        String code;

        protected Key() {}

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && Objects.equals(communityId, key.communityId)
                    && Objects.equals(code, key.code);
        }

        @Override
        public int hashCode() {
            return Objects.hash(communityId, code);
        }
    }
}
