package dev.aeneas.provisioning.adapter.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What of an order somebody else has changed since; what we did not order is nobody's concern. */
final class Edits {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Edits() {}

    /**
     * Every difference, for people.
     *
     * @param ordered as it was written beside the resource; null: that is gone
     */
    static List<String> of(String ordered, JsonNode spec) {
        if (ordered == null) {
            return List.of("the annotation " + ResourceNames.ORDERED + " is gone");
        }
        try {
            var edits = new ArrayList<String>();
            compare("spec", JSON.readTree(ordered), spec, edits);
            return edits;
        } catch (JsonProcessingException e) {
            return List.of("the annotation " + ResourceNames.ORDERED + " cannot be read");
        }
    }

    private static void compare(String path, JsonNode ordered, JsonNode now, List<String> edits) {
        if (ordered instanceof ObjectNode fields && now.isObject()) {
            fields.properties()
                    .forEach(field ->
                            compare(path + "." + field.getKey(), field.getValue(), now.path(field.getKey()), edits));
        } else if (!ordered.equals(now) && !bothNothing(ordered, now)) {
            edits.add(path + " is " + text(now) + ", ordered was " + text(ordered));
        }
    }

    /** An API server leaves empty lists and maps out. */
    private static boolean bothNothing(JsonNode ordered, JsonNode now) {
        boolean nothing =
                (ordered.isContainerNode() && ordered.isEmpty()) || (ordered.isBoolean() && !ordered.booleanValue());
        return nothing && now.isMissingNode();
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }
}
