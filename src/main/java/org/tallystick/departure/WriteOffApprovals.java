package org.tallystick.departure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tallystick.approval.Approvable;
import org.tallystick.approval.Approval;
import org.tallystick.approval.AskApproval;
import org.tallystick.approval.FourEyesRules;
import org.tallystick.change.Reason;
import org.tallystick.member.Member;
import org.tallystick.member.MemberStatus;
import org.tallystick.member.Members;
import org.tallystick.problem.ProblemException;
import org.tallystick.problem.ProblemType;
import org.tallystick.security.Access;
import org.tallystick.security.Permission;
import org.tallystick.trade.IdempotencyKey;

/** Write-offs of what members leave behind, which wait for a second administrator where the community wants two to agree on them. */
@ApplicationScoped
class WriteOffApprovals implements Approvable {
    private static final String KIND = "write-off";
    private static final String MEMBER = "member";
    private static final String AGAINST = "against";
    private static final int LONGEST_SUMMARY = 500;

    private final FourEyesRules rules;
    private final AskApproval asking;
    private final Members members;
    private final WriteOff deciding;

    WriteOffApprovals(FourEyesRules rules, AskApproval asking, Members members, WriteOff deciding) {
        this.rules = rules;
        this.asking = asking;
        this.members = members;
        this.deciding = deciding;
    }

    /**
     * @return empty where one decides alone, or has decided under this key
     * @throws ProblemException as {@link WriteOff#writeOff}, for what could not be written off now
     */
    Optional<Approval> ask(Access access, Member member, WriteOff.Body body, IdempotencyKey key) {
        if (!rules.of(access.community().id()).writeOffs() || deciding.isDecided(access, key)) {
            return Optional.empty();
        }
        WriteOff.Asked asked = deciding.read(access, member, body);
        Map<String, @Nullable Object> act = new HashMap<>();
        act.put(MEMBER, member.handle().value());
        act.put(AGAINST, asked.against().text());
        Map<String, String> amounts =
                deciding.remaining(member, access.community().id());
        act.put(AskApproval.SEEN, amounts);
        return Optional.of(asking.ask(
                access,
                Optional.of(key.value()),
                KIND,
                summary(member, amounts, asked),
                act,
                List.of(member.id()),
                asked.reason()));
    }

    private static String summary(Member member, Map<String, String> amounts, WriteOff.Asked asked) {
        String what = amounts.isEmpty()
                ? "nothing"
                : amounts.entrySet().stream()
                        .map(one -> one.getValue() + " " + one.getKey())
                        .collect(Collectors.joining(", "));
        String summary = "Write off what " + member.handle() + " leaves behind, against "
                + asked.against().text() + ": " + what;
        return summary.length() > LONGEST_SUMMARY ? summary.substring(0, LONGEST_SUMMARY - 1) + "…" : summary;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Permission permission() {
        return Permission.WRITE_OFF;
    }

    @Override
    public String perform(Access by, Approved approved) {
        Member member = members.find(by.community().id(), approved.text(MEMBER))
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no such member here."));
        if (member.status() != MemberStatus.LEFT) {
            Reason reason = approved.reason();
            deciding.writeOff(
                    by,
                    member,
                    new WriteOff.Body(approved.text(AGAINST), reason.text()),
                    new IdempotencyKey("approval-" + approved.id()),
                    Optional.of(amounts(approved)));
        }
        return member.handle() + " has left, and nothing remains";
    }

    private static Map<String, String> amounts(Approved approved) {
        Map<String, String> amounts = new HashMap<>();
        if (approved.act().get(AskApproval.SEEN) instanceof Map<?, ?> kept) {
            kept.forEach((currency, amount) -> amounts.put(currency.toString(), amount.toString()));
        }
        return amounts;
    }
}
