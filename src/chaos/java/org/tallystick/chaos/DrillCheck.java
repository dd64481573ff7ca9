package org.tallystick.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares books that were restored to an instant with what the clients had been told. */
public final class DrillCheck {
    private DrillCheck() {}

    /** @return what is wrong, in words; nothing if all is as it must be */
    public static List<String> findings(DrillLoad load, Map<String, DrillTown.Booked> booked, Instant instant) {
        List<String> findings = new ArrayList<>();
        for (DrillLoad.Acknowledged one : load.acknowledged()) {
            if (one.at().isBefore(instant)) {
                checkPresent(one, booked, findings);
            }
        }
        Map<String, DrillLoad.Sent> sent = new HashMap<>();
        load.sent().forEach(one -> sent.put(one.key(), one));
        for (DrillTown.Booked trade : booked.values()) {
            DrillLoad.Sent origin = sent.get(trade.key());
            if (origin != null && origin.at().isAfter(instant)) {
                findings.add("trade " + trade.id() + " was sent at " + origin.at() + " only, and is there");
            }
        }
        return findings;
    }

    private static void checkPresent(
            DrillLoad.Acknowledged one, Map<String, DrillTown.Booked> booked, List<String> findings) {
        DrillTown.Booked trade = booked.get(one.sent().key());
        DrillTown.Booked expected = new DrillTown.Booked(
                one.tradeId(), one.sent().key(), one.sent().payer(), one.sent().payee(), one.sent().amount());
        if (trade == null) {
            findings.add("trade " + one.tradeId() + ", acknowledged at " + one.at() + ", is not there");
        } else if (!trade.equals(expected)) {
            findings.add("trade " + one.tradeId() + " was acknowledged as " + expected + ", and is " + trade);
        }
    }
}
