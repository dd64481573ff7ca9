package org.tallystick.bench.straightforward;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

@Entity
@Table(name = "trade")
class Trade {
    @Id
    @Column(name = "trade_id")
    UUID id;

    @Column(name = "community_id")
    UUID communityId;

    @Column(name = "currency_code")
    String currency;

    @Column(name = "payer_id")
    UUID payerId;

    @Column(name = "payee_id")
    UUID payeeId;

    long amount;
    String description;

    @Column(name = "booked_at")
    Instant bookedAt;

    @Column(name = "value_date")
    LocalDate valueDate;

    @Column(name = "recorded_by")
    UUID recordedBy;

    @Column(name = "payer_entry_no")
    long payerEntryNo;

    @Column(name = "payee_entry_no")
    long payeeEntryNo;
}
