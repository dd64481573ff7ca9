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

    @Column(name = "value_date_days_back")
    short valueDateDaysBack;

    String[] languages;

    @Column(name = "terms_required")
    String termsRequired;

    @Column(name = "tell_of_mediation")
    boolean tellOfMediation;

    String recording;

    String joining;

    String questions;

    String[] letterhead;

    /** Changed by SQL alone. */
    @Column(updatable = false)
    String phase;

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
        apply(community.settings());
        this.phase = Phase.OPEN.text();
        this.version = 1;
        this.createdAt = createdAt;
    }

    void apply(String newName, ZoneId newTimeZone, Settings settings) {
        name = newName;
        timeZone = newTimeZone.getId();
        apply(settings);
    }

    private void apply(Settings settings) {
        balances = settings.balances().text();
        mediation = settings.mediation().text();
        clientConsent = settings.clientConsent().text();
        frozenMayReceive = settings.frozenMayReceive();
        valueDateDaysBack = (short) settings.valueDateDaysBack();
        languages = settings.languages().toArray(String[]::new);
        termsRequired = settings.termsRequired().text();
        tellOfMediation = settings.tellOfMediation();
        recording = settings.recording().text();
        joining = settings.joining().way().text();
        questions = settings.joining().questionsJson();
        letterhead = settings.letterhead().toArray(String[]::new);
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
                        valueDateDaysBack,
                        List.of(languages),
                        Settings.readTermsRequired(termsRequired),
                        tellOfMediation,
                        Settings.readRecording(recording),
                        Joining.of(joining, questions),
                        List.of(letterhead)),
                currencies.stream().map(CurrencyRow::toCurrency).toList(),
                Phase.of(phase),
                version);
    }
}
