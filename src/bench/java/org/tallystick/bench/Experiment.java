package org.tallystick.bench;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Runs scenarios on a stand: nothing counts unless every answer was a success and the books agree with the answers. */
final class Experiment {
    private final Stand stand;
    private final Map<Scenario.Subject, Server> servers;

    /** @param servers whom requests are sent to; PostgreSQL itself is no server here */
    Experiment(Stand stand, Map<Scenario.Subject, Server> servers) {
        this.stand = stand;
        this.servers = servers;
    }

    /**
     * Runs a scenario with a fresh token.
     *
     * @throws IllegalStateException if any answer was not a success, or the books are not what was answered
     */
    Measurement measure(Scenario scenario, int seconds) throws Exception {
        String token = stand.api().token();
        long service = serviceCpu(scenario);
        long postgres = CpuTime.ofTree(stand.books().postmaster());
        long wal = stand.books().walBytes();
        long trades = stand.books().trades();
        Load load = run(scenario, token, seconds);
        long booked = stand.books().trades() - trades;
        check(scenario, load, booked);
        return Measurement.of(
                load,
                scenario,
                serviceCpu(scenario) - service,
                CpuTime.ofTree(stand.books().postmaster()) - postgres,
                stand.books().walBytes() - wal,
                booked);
    }

    /** Runs a scenario for its effect on what is warm. */
    void warmUp(Scenario scenario, int seconds) throws Exception {
        run(scenario, stand.api().token(), seconds);
    }

    private long serviceCpu(Scenario scenario) {
        Server server = servers.get(scenario.subject());
        return server == null ? 0 : CpuTime.of(server.pid());
    }

    private Load run(Scenario scenario, String token, int seconds) throws Exception {
        String run = UUID.randomUUID().toString();
        if (scenario.subject() == Scenario.Subject.ONE_FUNCTION) {
            return Load.ofPgbench(stand.books(), scenario.connections(), seconds, stand.accounts(), run);
        }
        List<String> arguments = scenario.arguments(stand.accounts(), run);
        return Load.ofWrk(servers.get(scenario.subject()), token, scenario, seconds, arguments);
    }

    /** All answers were good, and what they said is in the books; what was under way at the end may be there too. */
    private static void check(Scenario scenario, Load load, long booked) {
        load.requireSuccess(scenario.name());
        if (scenario.readPercent() == 0) {
            long answered = load.requests() * scenario.tradesInRequest();
            long underWay = (long) scenario.connections() * scenario.tradesInRequest();
            if (booked < answered || booked > answered + underWay) {
                throw new IllegalStateException(scenario + ": " + answered + " answered, " + booked + " booked");
            }
        }
    }
}
