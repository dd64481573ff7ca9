package org.tallystick.bench.straightforward;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

@Entity
@Table(name = "idempotency_key")
@IdClass(KeyUse.Id3.class)
class KeyUse {
    @Id
    @Column(name = "community_id")
    UUID communityId;

    @Id
    @Column(name = "caller_id")
    UUID callerId;

    @Id
    String key;

    byte[] fingerprint;

    @Column(name = "trade_ids")
    UUID[] tradeIds;

    static final class Id3 implements Serializable {
        UUID communityId;
        UUID callerId;
        String key;

        Id3() {}

        Id3(UUID communityId, UUID callerId, String key) {
            this.communityId = communityId;
            this.callerId = callerId;
            this.key = key;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Id3 id
                    && id.communityId.equals(communityId)
                    && id.callerId.equals(callerId)
                    && id.key.equals(key);
        }

        @Override
        public int hashCode() {
            return Objects.hash(communityId, callerId, key);
        }
    }
}
