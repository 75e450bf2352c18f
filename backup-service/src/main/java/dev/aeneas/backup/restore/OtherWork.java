package dev.aeneas.backup.restore;

import dev.aeneas.contracts.ClusterName;
import java.util.List;

/** Tells what else this service does to a cluster at this moment, in words for people. */
@FunctionalInterface
public interface OtherWork {
    List<String> at(ClusterName cluster);
}
