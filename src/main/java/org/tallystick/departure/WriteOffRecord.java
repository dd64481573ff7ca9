package org.tallystick.departure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tallystick.account.MemberBalances.Standing;
import org.tallystick.change.Change;
import org.tallystick.change.Change.Subject;
import org.tallystick.change.Reason;
import org.tallystick.departure.WriteOff.Against;
import org.tallystick.member.Member;
import org.tallystick.security.Access;

/** What the change records keep of a write-off: nothing in it tells of a person, so it outlasts an erasure. */
final class WriteOffRecord {
    private WriteOffRecord() {}

    static Change of(Access access, Member member, List<Standing> remaining, Against against, Reason reason) {
        Map<String, @Nullable Object> after = new LinkedHashMap<>();
        after.put("against", against.text());
        List<Map<String, String>> amounts = new ArrayList<>();
        for (Standing one : remaining) {
            amounts.add(Map.of(
                    "currency",
                    one.account().currency().code().value(),
                    "amount",
                    one.balance().format(one.account().currency().scale())));
        }
        after.put("writtenOff", amounts);
        return Change.made(
                Subject.MEMBER, member.id().value().toString(), access.caller().actor(), reason, after);
    }
}
