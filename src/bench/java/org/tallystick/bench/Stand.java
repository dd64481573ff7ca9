package org.tallystick.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The service that is measured, on a database of its own, with communities whose limits refuse nothing. */
final class Stand implements AutoCloseable {
    static final String ONE = "bench";
    static final int COMMUNITIES = 20;

    static final Path SERVICE = Path.of("target/quarkus-app/quarkus-run.jar");

    private final Server service;
    private final Books books;
    private final Api api;
    private final Map<String, Integer> communities = new LinkedHashMap<>();

    private Stand(Server service, Books books) {
        this.service = service;
        this.books = books;
        this.api = new Api(service);
    }

    /** Without communities; they are opened later. */
    static Stand empty(Path scratch) throws Exception {
        return build(SERVICE, scratch, Map.of());
    }

    /** One community, of whichever build of the service. */
    static Stand ofOne(Path service, Path scratch, int accounts) throws Exception {
        return build(service, scratch, Map.of(ONE, accounts));
    }

    /** The accounts as one community, and again as twenty. */
    static Stand ofMany(Path scratch, int accounts) throws Exception {
        Map<String, Integer> communities = new LinkedHashMap<>();
        communities.put(ONE, accounts);
        twenty().forEach(community -> communities.put(community, accounts / COMMUNITIES));
        return build(SERVICE, scratch, communities);
    }

    private static Stand build(Path jar, Path scratch, Map<String, Integer> communities) throws Exception {
        Path data = scratch.resolve("data");
        Server service = Server.start(
                jar,
                Map.of(
                        "TALLYSTICK_DATA_DIR",
                        data.toString(),
                        "TALLYSTICK_DEMO",
                        "false",
                        "TALLYSTICK_OPERATOR_PASSWORD",
                        Api.PASSWORD),
                scratch.resolve("service.log"));
        Stand stand = new Stand(service, Books.of(data));
        try {
            stand.api.signIn();
            for (Map.Entry<String, Integer> community : communities.entrySet()) {
                stand.open(community.getKey(), community.getValue());
            }
            return stand;
        } catch (Exception e) {
            stand.close();
            throw e;
        }
    }

    /** Opens a community of so many accounts; the operator has signed in. */
    void open(String community, int accounts) throws IOException, InterruptedException, SQLException {
        api.open(community);
        books.open(community, accounts);
        communities.put(community, accounts);
    }

    /** Throws the books of the only community away; nobody may be asked for its accounts any more. */
    void forget(String community) throws SQLException {
        if (!communities.keySet().equals(Set.of(community))) {
            throw new IllegalStateException(community + " is not alone among " + communities.keySet());
        }
        books.empty();
        communities.clear();
    }

    static List<String> twenty() {
        List<String> twenty = new ArrayList<>();
        for (int i = 1; i <= COMMUNITIES; i++) {
            twenty.add(ONE + "-" + i);
        }
        return twenty;
    }

    /** @throws IllegalStateException if any community's books are not right */
    void verify() throws IOException, InterruptedException {
        api.signIn();
        for (String community : communities.keySet()) {
            api.verify(community);
        }
    }

    Server service() {
        return service;
    }

    Books books() {
        return books;
    }

    Api api() {
        return api;
    }

    /** How many there are in the one community. */
    int accounts() {
        return communities.getOrDefault(ONE, 0);
    }

    @Override
    public void close() throws SQLException {
        books.close();
        service.close();
    }
}
