package org.tallystick.credit;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.AccountAddress;
import org.tallystick.account.AccountRef;
import org.tallystick.account.Directory;
import org.tallystick.ledger.Amount;
import org.tallystick.platform.Sql;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;

/** Says why the limits of an account are what they are, to those who see the account whole. */
@ApplicationScoped
class ExplainLimits {
    private static final String READ = """
            SELECT a.credit_limit, a.balance_cap, coalesce(l.source, 'default') AS source, l.policy_version, l.reason,
                   l.until_date, l.explanation::text AS why, l.announced_on, l.announced_limit, l.announced_cap,
                   l.announced_version, l.announced_explanation::text AS why_then
              FROM account a
              LEFT JOIN account_limits l ON l.community_id = a.community_id AND l.account_id = a.account_id
             WHERE a.community_id = ? AND a.account_id = ?""";

    private final Sql sql;
    private final Directory directory;

    ExplainLimits(Sql sql, Directory directory) {
        this.sql = sql;
        this.directory = directory;
    }

    /**
     * Why limits are what they are.
     *
     * @param source {@code individual}, {@code policy} or {@code default}
     * @param words for the member, sentence by sentence
     * @param policyVersion that gave them
     * @param reason of individual limits
     * @param until the last day of individual limits
     * @param announced what falls on a day to come
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "LimitsExplanation")
    public record View(
            String account,
            String source,
            List<String> words,
            @Nullable String creditLimit,
            @Nullable String balanceCap,
            @Nullable Integer policyVersion,
            @Nullable Explained creditLimitRule,
            @Nullable Explained balanceCapRule,
            @Nullable String reason,
            @Nullable LocalDate until,
            @Nullable Announced announced) {}

    /** @param on the day from which it holds */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AnnouncedLimits")
    public record Announced(
            LocalDate on,
            String creditLimit,
            @Nullable String balanceCap,
            int policyVersion,
            Explained creditLimitRule,
            @Nullable Explained balanceCapRule) {}

    /** @throws ProblemException {@code not-found}, also where the caller sees less than the whole account */
    View explain(Access access, String address) {
        AccountRef ref = find(access, address);
        if (!access.may(Permission.SEE_ACCOUNTS, ref.member())) {
            throw notFound();
        }
        int scale = ref.currency().scale();
        return sql.one(
                        READ,
                        row -> view(row, ref.address(), scale),
                        ref.community().value(),
                        ref.id().value())
                .orElseThrow(ExplainLimits::notFound);
    }

    /** @throws ProblemException {@code not-found} */
    AccountRef find(Access access, String address) {
        return AccountAddress.find(address)
                .flatMap(parsed -> directory.find(access.community().id(), parsed))
                .orElseThrow(ExplainLimits::notFound);
    }

    private static ProblemException notFound() {
        return ProblemException.of(ProblemType.NOT_FOUND, "There is no such account here.");
    }

    private static View view(ResultSet row, String account, int scale) throws SQLException {
        String source = row.getString("source");
        String creditLimit = text(row.getObject("credit_limit", Long.class), scale);
        String balanceCap = text(row.getObject("balance_cap", Long.class), scale);
        Optional<Explanations> why = Optional.ofNullable(row.getString("why")).map(Explanations::read);
        LocalDate until = row.getObject("until_date", LocalDate.class);
        String reason = row.getString("reason");
        Announced announced = announced(row, scale);
        List<String> words = new ArrayList<>();
        switch (source) {
            case "individual" -> {
                words.add("The limits were set for this account alone: " + reason + ".");
                if (until != null) {
                    words.add("They hold until " + ExplainFinding.inWords(until) + ".");
                }
            }
            case "policy" ->
                why.ifPresent(both -> {
                    words.add(both.creditLimit().words());
                    Explained cap = both.balanceCap();
                    words.add(cap == null ? "There is no balance cap." : cap.words());
                });
            default ->
                words.add(
                        "The limits are those that accounts of this currency begin with; no policy has changed them.");
        }
        if (announced != null) {
            words.add("From " + ExplainFinding.inWords(announced.on()) + " on, the credit limit is "
                    + announced.creditLimit()
                    + (announced.balanceCap() == null
                            ? ", without balance cap."
                            : ", and the balance cap " + announced.balanceCap() + "."));
            words.add(announced.creditLimitRule().words());
        }
        return new View(
                account,
                source,
                words,
                creditLimit,
                balanceCap,
                row.getObject("policy_version", Integer.class),
                why.map(Explanations::creditLimit).orElse(null),
                why.map(Explanations::balanceCap).orElse(null),
                reason,
                until,
                announced);
    }

    private static @Nullable Announced announced(ResultSet row, int scale) throws SQLException {
        LocalDate on = row.getObject("announced_on", LocalDate.class);
        if (on == null) {
            return null;
        }
        Explanations why = Explanations.read(row.getString("why_then"));
        return new Announced(
                on,
                new Amount(row.getLong("announced_limit")).format(scale),
                text(row.getObject("announced_cap", Long.class), scale),
                row.getInt("announced_version"),
                why.creditLimit(),
                why.balanceCap());
    }

    private static @Nullable String text(@Nullable Long minorUnits, int scale) {
        return minorUnits == null ? null : new Amount(minorUnits).format(scale);
    }
}
