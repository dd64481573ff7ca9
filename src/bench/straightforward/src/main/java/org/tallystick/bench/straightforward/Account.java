package org.tallystick.bench.straightforward;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** Read and locked by Hibernate. It is written together with the entries, since the guards judge both in one statement. */
@Entity
@Immutable
@Table(name = "account")
class Account {
    @Id
    @Column(name = "account_id")
    UUID id;

    @Column(name = "community_id")
    UUID communityId;

    @Column(name = "member_id")
    UUID memberId;

    @Column(name = "currency_code")
    String currency;

    String status;
    long balance;

    @Column(name = "entry_count")
    long entryCount;

    @Column(name = "held_out")
    long heldOut;

    @Column(name = "held_in")
    long heldIn;

    @Column(name = "credit_limit")
    Long creditLimit;

    @Column(name = "balance_cap")
    Long balanceCap;

    @Column(name = "last_booked_at")
    Instant lastBookedAt;
}
