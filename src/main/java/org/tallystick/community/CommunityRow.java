package org.tallystick.community;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.tallystick.ledger.CommunityId;

/** A row of {@code community}, but for the access version, which is raised by SQL alone. */
@Entity
@Table(name = "community")
class CommunityRow {
    @Id
    @Column(name = "community_id")
    UUID id;

    String slug;

    String name;

    @Column(name = "time_zone")
    String timeZone;

    String balances;

    String mediation;

    @Column(name = "client_consent")
    String clientConsent;

    @Column(name = "frozen_may_receive")
    boolean frozenMayReceive;

    String joining;

    String questions;

    String language;

    long version;

    @Column(name = "created_at")
    Instant createdAt;

    /** For the ORM, which fills the fields at once. */
    @SuppressWarnings("NullAway.Init")
    protected CommunityRow() {}

    CommunityRow(UUID id, NewCommunity community, Instant createdAt) {
        this.id = id;
        this.slug = community.slug().value();
        this.name = community.name();
        this.timeZone = community.timeZone().getId();
        this.balances = community.settings().balances().text();
        this.mediation = community.settings().mediation().text();
        this.clientConsent = community.settings().clientConsent().text();
        this.frozenMayReceive = community.settings().frozenMayReceive();
        this.joining = community.settings().joining().way().text();
        this.questions = community.settings().joining().questionsJson();
        this.language = community.settings().language().tag();
        this.version = 1;
        this.createdAt = createdAt;
    }

    void apply(String newName, ZoneId newTimeZone, Settings settings) {
        name = newName;
        timeZone = newTimeZone.getId();
        balances = settings.balances().text();
        mediation = settings.mediation().text();
        clientConsent = settings.clientConsent().text();
        frozenMayReceive = settings.frozenMayReceive();
        joining = settings.joining().way().text();
        questions = settings.joining().questionsJson();
        language = settings.language().tag();
    }

    Community toCommunity(List<CurrencyRow> currencies) {
        return new Community(
                new CommunityId(id),
                slug,
                name,
                ZoneId.of(timeZone),
                new Settings(
                        Settings.readBalances(balances),
                        Settings.readMediation(mediation),
                        Settings.readClientConsent(clientConsent),
                        frozenMayReceive,
                        Joining.of(joining, questions),
                        new Language(language)),
                currencies.stream().map(CurrencyRow::toCurrency).toList(),
                version);
    }
}
