package org.tallystick.bench.straightforward;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "community")
class Community {
    @Id
    @Column(name = "community_id")
    UUID id;

    String slug;
}
