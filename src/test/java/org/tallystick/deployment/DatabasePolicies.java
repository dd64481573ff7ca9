package org.tallystick.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The database of the overlay ha: what is answered is on two disks, no instance may change tables, and none is refused a session. */
final class DatabasePolicies {
    /** {@code quarkus.datasource.jdbc.max-size} of an instance, and of the migration. */
    private static final int SESSIONS_OF_ONE = 24;

    /** Until a pod that failed is tried again, at most, and until it has started then. */
    private static final int LAST_ATTEMPT_SECONDS = 600;

    private DatabasePolicies() {}

    static List<String> complaints(Overlay overlay) {
        Complaints complaints = new Complaints();
        complaints.unless(overlay.of("Cluster").count() == 1, "the overlay", "there is one Cluster");
        complaints.unless(overlay.of("Job").count() == 1, "the overlay", "there is one Job, which migrates");
        complaints.unless(overlay.of("HorizontalPodAutoscaler").count() == 1, "the overlay", "there is one autoscaler");
        complaints.unless(overlay.of("PodDisruptionBudget").count() == 1, "the overlay", "there is one budget");
        complaints.unless(overlay.of("ScheduledBackup").count() == 1, "the overlay", "there is one ScheduledBackup");
        overlay.of("Cluster").forEach(cluster -> {
            synchronous(cluster, complaints);
            logins(overlay, cluster, complaints);
            sessions(overlay, cluster, complaints);
            backups(overlay, cluster, complaints);
            overlay.pods().forEach(pods -> clients(pods, cluster, complaints));
        });
        patience(overlay, complaints);
        return complaints.lines();
    }

    /** No instance is ready before the migration is done: that is not to be taken for a rollout that failed. */
    private static void patience(Overlay overlay, Complaints complaints) {
        int migration = overlay.of("Job")
                .mapToInt(job -> job.at("/spec/activeDeadlineSeconds").asInt())
                .sum();
        overlay.of("Deployment")
                .forEach(deployment -> complaints.unless(
                        deployment.at("/spec/progressDeadlineSeconds").asInt() >= migration + LAST_ATTEMPT_SECONDS,
                        Overlay.id(deployment),
                        "progressDeadlineSeconds is not less than the " + migration
                                + " that the migration may take, and " + LAST_ATTEMPT_SECONDS));
    }

    private static void synchronous(ObjectNode cluster, Complaints complaints) {
        String where = Overlay.id(cluster);
        complaints.unlessIs(cluster, "/spec/instances", "3", where);
        complaints.unlessIs(cluster, "/spec/postgresql/synchronous/method", "\"any\"", where);
        complaints.unlessIs(cluster, "/spec/postgresql/synchronous/number", "1", where);
        complaints.unlessIs(cluster, "/spec/postgresql/synchronous/dataDurability", "\"required\"", where);
        complaints.unlessIs(cluster, "/spec/postgresql/synchronous/failoverQuorum", "true", where);
        complaints.unlessIs(cluster, "/spec/affinity/podAntiAffinityType", "\"required\"", where);
        complaints.unlessIs(cluster, "/spec/affinity/topologyKey", "\"kubernetes.io/hostname\"", where);
        complaints.unlessIs(cluster, "/spec/postgresql/parameters/wal_retrieve_retry_interval", "\"1s\"", where);
        for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            complaints.unless(
                    !cluster.at("/spec/postgresql/parameters").has(setting), where, setting + " is left as it is: on");
        }
        complaints.unless(
                cluster.at("/spec/imageName").asText().matches(".*:\\d+\\.\\d+.*"), where, "its image has a version");
        for (String amount : List.of("/requests/cpu", "/requests/memory", "/limits/cpu", "/limits/memory")) {
            complaints.unless(
                    cluster.at("/spec/resources" + amount).isTextual(), where, "resources" + amount + " is said");
        }
    }

    /** The two logins of docs/operations.md, each with a Secret of its own. */
    private static void logins(Overlay overlay, ObjectNode cluster, Complaints complaints) {
        String where = Overlay.id(cluster);
        JsonNode bootstrap = bootstrap(cluster);
        complaints.unless(
                username(overlay, bootstrap.at("/secret/name"))
                        .equals(bootstrap.path("owner").asText()),
                where,
                "the owner's Secret is of the owner");
        complaints.unless(cluster.at("/spec/managed/roles").size() == 1, where, "there is one more login");
        JsonNode role = cluster.at("/spec/managed/roles/0");
        complaints.unless(
                username(overlay, role.at("/passwordSecret/name"))
                        .equals(role.path("name").asText()),
                where,
                "the Secret of the service's login is of that login");
        complaints.unless(
                !role.path("name").equals(bootstrap.path("owner")), where, "the service's login is not the owner");
        for (String right : List.of("superuser", "createdb", "createrole", "replication", "bypassrls", "inRoles")) {
            complaints.unless(!role.has(right), where, "the service's login has no right " + right);
        }
    }

    /** How it comes into being: as a new one, or from a backup. */
    private static JsonNode bootstrap(ObjectNode cluster) {
        JsonNode bootstrap = cluster.at("/spec/bootstrap");
        return bootstrap.has("recovery") ? bootstrap.path("recovery") : bootstrap.path("initdb");
    }

    private static String username(Overlay overlay, JsonNode secret) {
        return overlay.secrets().stream()
                .filter(example -> example.at("/metadata/name").equals(secret))
                .filter(example -> example.path("type").asText().equals("kubernetes.io/basic-auth"))
                .map(example -> example.at("/stringData/username").asText())
                .findFirst()
                .orElse("nobody");
    }

    private static void sessions(Overlay overlay, ObjectNode cluster, Complaints complaints) {
        int most = overlay.of("HorizontalPodAutoscaler")
                .mapToInt(scaler -> scaler.at("/spec/maxReplicas").asInt())
                .sum();
        int surge = overlay.of("Deployment")
                .mapToInt(deployment ->
                        deployment.at("/spec/strategy/rollingUpdate/maxSurge").asInt())
                .sum();
        // Twice: while no standby is there, commits that nobody waits for any more keep their sessions until one comes.
        int wanted = (2 * (most + surge) + 1) * SESSIONS_OF_ONE;
        complaints.unless(
                cluster.at("/spec/postgresql/parameters/max_connections").asInt() > wanted,
                Overlay.id(cluster),
                "max_connections is more than the " + wanted + " of all instances, twice, and of the migration");
    }

    private static void backups(Overlay overlay, ObjectNode cluster, Complaints complaints) {
        String where = Overlay.id(cluster);
        JsonNode plugin = cluster.at("/spec/plugins/0");
        complaints.unlessIs(plugin, "/isWALArchiver", "true", where);
        complaints.unless(
                overlay.has("ObjectStore/"
                        + plugin.at("/parameters/barmanObjectName").asText()),
                where,
                "its ObjectStore is there");
        overlay.of("ScheduledBackup").forEach(backup -> {
            complaints.unless(
                    backup.at("/spec/cluster/name").equals(cluster.at("/metadata/name")),
                    Overlay.id(backup),
                    "it is of the Cluster that there is");
            complaints.unless(
                    backup.at("/spec/pluginConfiguration/name").equals(plugin.path("name")),
                    Overlay.id(backup),
                    "it goes by the plugin");
        });
        overlay.of("ObjectStore").forEach(store -> {
            for (String key : List.of("accessKeyId", "secretAccessKey")) {
                JsonNode reference = store.at("/spec/configuration/s3Credentials/" + key);
                complaints.unless(
                        References.hasKey(
                                overlay,
                                reference.path("name").asText(),
                                reference.path("key").asText()),
                        Overlay.id(store),
                        "there is a Secret for " + key);
            }
        });
    }

    private static void clients(Overlay.Pods pods, ObjectNode cluster, Complaints complaints) {
        boolean migrates = pods.kind().equals("Job");
        pods.containers().forEach(container -> {
            String url = variable(container, "QUARKUS_DATASOURCE_JDBC_URL")
                    .path("value")
                    .asText();
            complaints.unless(
                    url.startsWith("jdbc:postgresql://"
                            + cluster.at("/metadata/name").asText() + "-rw:5432/"
                            + bootstrap(cluster).path("database").asText() + "?"),
                    pods.owner(),
                    "it works on the primary");
            complaints.unless(
                    url.contains("sslmode=verify-full&sslrootcert=/"), pods.owner(), "it verifies the server");
            complaints.unless(
                    migrates
                            == variable(container, "TALLYSTICK_MIGRATION_PASSWORD")
                                    .isObject(),
                    pods.owner(),
                    "the migration has the owner's login, and nothing else has");
            complaints.unless(
                    migrates
                            || variable(container, "QUARKUS_FLYWAY_MIGRATE_AT_START")
                                    .path("value")
                                    .asText()
                                    .equals("false"),
                    pods.owner(),
                    "it does not migrate at its start");
            complaints.unless(
                    migrates == container.path("args").equals(Yamls.json("[\"migrate\"]")),
                    pods.owner(),
                    "it runs the right command");
        });
    }

    private static JsonNode variable(JsonNode container, String name) {
        return Yamls.elements(container.path("env"))
                .filter(variable -> variable.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(() -> Yamls.json("null"));
    }
}
