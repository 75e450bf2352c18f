package dev.aeneas.backup.drill;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.aeneas.contracts.ProvisionError;
import dev.aeneas.contracts.RestoreEvent.RestoredTable;
import java.time.Duration;
import java.util.List;

/** What a drill showed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Verdict.Passed.class, name = "passed"),
    @JsonSubTypes.Type(value = Verdict.NotShown.class, name = "notShown")
})
public sealed interface Verdict {

    /**
     * Every row came back.
     *
     * @param bytes fetched from the store
     * @param forecast of the restore; null: it was not heard
     * @param restoreTook rows compared
     */
    record Passed(List<RestoredTable> tables, long bytes, Duration forecast, Duration restoreTook) implements Verdict {
        public long rows() {
            return tables.stream().mapToLong(RestoredTable::rows).sum();
        }
    }

    /** That the backup can be restored was not shown. */
    record NotShown(ProvisionError error) implements Verdict {
        static NotShown because(String code, String message, String target) {
            return new NotShown(new ProvisionError(code, message, target));
        }
    }
}
