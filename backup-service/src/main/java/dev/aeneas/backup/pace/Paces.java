package dev.aeneas.backup.pace;

import dev.aeneas.contracts.ClusterName;
import java.util.List;

/** The paces of all nodes that copies are under way on. */
public interface Paces {
    /** No limits. */
    Paces NONE = new Paces() {
        @Override
        public Pace of(PacedNode node) {
            return Pace.NONE;
        }

        @Override
        public List<Pace.Shown> shown(ClusterName cluster) {
            return List.of();
        }
    };

    /** The node's pace: the same for all that hold it; close it after use. */
    Pace of(PacedNode node);

    /** How copies go on the nodes of a cluster, as far as they go through this process. */
    List<Pace.Shown> shown(ClusterName cluster);
}
