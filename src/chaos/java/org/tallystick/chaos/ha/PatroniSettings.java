package org.tallystick.chaos.ha;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How the nodes are told to keep each other's books: docs/operations.md recommends the same.
 *
 * @param synchronous whether no commit is answered that one node alone has; without it trades are lost, which the test must find
 */
record PatroniSettings(int nodes, String password, boolean synchronous) {
    static final String SCOPE = "tallystick";
    static final int REST_PORT = 8008;
    static final int PORT = 5432;
    static final String SUPERUSER = "postgres";

    /** What etcd is started with. */
    List<String> etcd(int node, Path home) {
        String peers = IntStream.rangeClosed(1, nodes)
                .mapToObj(one -> "n" + one + "=http://" + Network.address(one) + ":2380")
                .collect(Collectors.joining(","));
        String peer = "http://" + Network.address(node) + ":2380";
        String client = "http://" + Network.address(node) + ":2379";
        return List.of(
                "etcd",
                "--name", "n" + node,
                "--data-dir", home.resolve("etcd").toString(),
                "--listen-peer-urls", peer,
                "--initial-advertise-peer-urls", peer,
                "--listen-client-urls", client,
                "--advertise-client-urls", client,
                "--initial-cluster", peers,
                "--initial-cluster-state", "new",
                "--initial-cluster-token", SCOPE,
                "--logger", "zap");
    }

    private String hosts() {
        return IntStream.rangeClosed(1, nodes)
                .mapToObj(one -> Network.address(one) + ":2379")
                .collect(Collectors.joining(", "));
    }

    /** The configuration of Patroni on a node. */
    String of(int node, Path home) {
        String address = Network.address(node);
        return """
                scope: %9$s
                name: n%1$d
                restapi:
                  listen: %2$s:%3$d
                  connect_address: %2$s:%3$d
                etcd3:
                  hosts: [%4$s]
                bootstrap:
                  dcs:
                    # Seconds: how long a primary that says nothing is waited for, and how often it says something.
                    ttl: 20
                    loop_wait: 5
                    retry_timeout: 5
                    maximum_lag_on_failover: 1048576
                    # No trade is answered that one node alone has: without a second there is no trade.
                    synchronous_mode: %10$s
                    synchronous_mode_strict: %10$s
                    postgresql:
                      use_pg_rewind: true
                      parameters:
                        wal_level: replica
                        hot_standby: "on"
                        wal_log_hints: "on"
                        max_connections: 100
                        max_wal_size: 256MB
                        checkpoint_timeout: 60s
                        shared_buffers: 64MB
                        random_page_cost: 1.1
                        wal_retrieve_retry_interval: 1s
                        timezone: UTC
                        log_timezone: UTC
                  initdb:
                    - encoding: UTF8
                    - locale: C.UTF-8
                    - data-checksums
                  pg_hba:
                    - local all all trust
                    - host all all 127.0.0.1/32 scram-sha-256
                    - host all all 10.213.0.0/24 scram-sha-256
                    - host replication replicator 10.213.0.0/24 scram-sha-256
                postgresql:
                  listen: %2$s,127.0.0.1:%5$d
                  connect_address: %2$s:%5$d
                  data_dir: %6$s/data
                  bin_dir: /usr/lib/postgresql/15/bin
                  pgpass: %6$s/pgpass
                  # A primary that was left behind, and cannot be wound back, is copied anew, and waits for nobody.
                  remove_data_directory_on_rewind_failure: true
                  remove_data_directory_on_diverged_timelines: true
                  authentication:
                    superuser: {username: %7$s, password: %8$s}
                    replication: {username: replicator, password: %8$s}
                    rewind: {username: rewinder, password: %8$s}
                  parameters:
                    unix_socket_directories: %6$s
                """
                .formatted(
                        node,
                        address,
                        REST_PORT,
                        hosts(),
                        PORT,
                        home,
                        SUPERUSER,
                        password,
                        SCOPE,
                        synchronous);
    }
}
