package org.tallystick.bench.straightforward;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "member")
class Member {
    @Id
    @Column(name = "member_id")
    UUID id;

    @Column(name = "community_id")
    UUID communityId;

    String handle;
}
