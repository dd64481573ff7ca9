package org.tallystick.credit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rules at random, as a client writes them. */
final class RandomPolicy {
    static final List<String> KINDS = List.of("person", "household", "organisation");
    static final List<String> GROUPS = List.of("north", "south");

    private final Random random;

    RandomPolicy(Random random) {
        this.random = random;
    }

    Map<String, Object> rule() {
        return switch (random.nextInt(5)) {
            case 0 -> Map.of("rule", "fixed", "amount", amount(300));
            case 1 -> byCase();
            case 2 -> ladder();
            default -> earned();
        };
    }

    private Map<String, Object> byCase() {
        List<Map<String, String>> cases = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            boolean kind = random.nextBoolean();
            List<String> names = kind ? KINDS : GROUPS;
            cases.add(Map.of(kind ? "kind" : "group", names.get(random.nextInt(names.size())), "amount", amount(300)));
        }
        return Map.of("rule", "by-kind-or-group", "cases", cases, "otherwise", amount(50));
    }

    private Map<String, Object> earned() {
        return Map.of(
                "rule",
                "earned",
                "share",
                "0." + random.nextInt(10_000),
                "days",
                1 + random.nextInt(500),
                "partners",
                1 + random.nextInt(4),
                "perPartner",
                amount(150),
                "floor",
                amount(20),
                "ceiling",
                new BigDecimal(amount(300)).add(BigDecimal.valueOf(20)).toString());
    }

    private Map<String, Object> ladder() {
        List<Map<String, Object>> steps = new ArrayList<>();
        int months = 0;
        BigDecimal turnover = BigDecimal.ZERO;
        BigDecimal value = BigDecimal.TEN;
        for (int i = 0; i <= random.nextInt(4); i++) {
            months += random.nextInt(8);
            turnover = turnover.add(new BigDecimal(amount(120)));
            value = value.add(new BigDecimal(amount(80)));
            steps.add(Map.of("months", months, "turnover", turnover.toString(), "amount", value.toString()));
        }
        Map<String, Object> rule = new HashMap<>(
                Map.of("rule", "ladder", "steps", steps, "otherwise", amount(10), "days", 1 + random.nextInt(500)));
        if (random.nextBoolean()) {
            rule.put("perPartner", amount(150));
        }
        return rule;
    }

    private String amount(int below) {
        return BigDecimal.valueOf(random.nextInt(below * 100), 2).toString();
    }
}
