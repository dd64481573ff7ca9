package org.tallystick.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.tallystick.platform.Sql;
import org.tallystick.platform.StartFailure;

/** The signing keys in the database, where all instances share them. */
@ApplicationScoped
class SigningKeyStore {
    private static final String ALGORITHM = "RS256";
    private static final int KEY_BITS = 2048;

    private final Sql sql;
    private final SealedKeys seal;

    SigningKeyStore(Sql sql, SealedKeys seal) {
        this.sql = sql;
        this.seal = seal;
    }

    /** All that ever were, the newest first. */
    List<SigningKey> read() {
        return sql.list("SELECT * FROM signing_key ORDER BY created_at DESC, key_id", this::toKey);
    }

    /** The id of the nth key that there will be, whoever makes it; 1 for the first. */
    String keyId(int number) {
        return seal.keyId(number);
    }

    /**
     * Makes the key that follows these. Of several instances that do so at once, the first makes it for all.
     *
     * @param before all that {@link #read} gave
     */
    void makeNext(List<SigningKey> before, Instant now) {
        String id = keyId(before.size() + 1);
        KeyPair pair = newPair();
        sql.update(
                "INSERT INTO signing_key (key_id, algorithm, public_key, private_key, created_at)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (key_id) DO NOTHING",
                id,
                ALGORITHM,
                pair.getPublic().getEncoded(),
                seal.seal(id, pair.getPrivate().getEncoded()),
                now);
    }

    /** Lets the keys older than this one sign and verify no longer than said. */
    void retireOlderThan(SigningKey key, Instant signsUntil, Instant verifiesUntil) {
        sql.update(
                "UPDATE signing_key SET signs_until = ?, verifies_until = ? WHERE created_at < ? AND signs_until IS NULL",
                signsUntil,
                verifiesUntil,
                key.createdAt());
    }

    private SigningKey toKey(ResultSet row) throws SQLException {
        String id = row.getString("key_id");
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            return new SigningKey(
                    id,
                    (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(row.getBytes("public_key"))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(seal.open(id, row.getBytes("private_key")))),
                    Sql.instant(row, "created_at"),
                    optional(row, "signs_until"),
                    optional(row, "verifies_until"));
        } catch (GeneralSecurityException e) {
            throw new StartFailure(
                    "TALLYSTICK_SECRET is not the secret under which the signing keys in the database were sealed."
                            + " Start with the secret of the first start, or delete the rows of signing_key,"
                            + " which ends every session's access token.",
                    e);
        }
    }

    private static Optional<Instant> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA is not available", e);
        }
    }
}
