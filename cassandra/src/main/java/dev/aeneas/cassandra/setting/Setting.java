package dev.aeneas.cassandra.setting;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a setting takes: a number with one of some units, within bounds; or true or false. */
sealed interface Setting {
    /** The value as {@code cassandra.yaml} wants it; empty when it is not allowed. */
    Optional<Object> read(String text);

    /** What it takes, for people. */
    String rule();

    /** True or false. */
    record Flag() implements Setting {
        @Override
        public Optional<Object> read(String text) {
            return Set.of("true", "false").contains(text) ? Optional.of(Boolean.valueOf(text)) : Optional.empty();
        }

        @Override
        public String rule() {
            return "must be true or false";
        }
    }

    /** A whole number. */
    record Whole(int min, int max) implements Setting {
        @Override
        public Optional<Object> read(String text) {
            return number(text, "").filter(n -> n >= min && n <= max).map(Long::intValue);
        }

        @Override
        public String rule() {
            return "must be a whole number from " + min + " to " + max;
        }
    }

    /** A part of one, such as 0.1. */
    record Part(double min, double max) implements Setting {
        private static final Pattern DECIMAL = Pattern.compile("\\d{1,4}(\\.\\d{1,6})?");

        @Override
        public Optional<Object> read(String text) {
            return DECIMAL.matcher(text).matches()
                    ? Optional.of(new BigDecimal(text).doubleValue())
                            .filter(n -> n >= min && n <= max)
                            .map(Object.class::cast)
                    : Optional.empty();
        }

        @Override
        public String rule() {
            return "must be a number from " + min + " to " + max;
        }
    }

    /** A whole number with its unit, in that unit only, so that bounds can be read. */
    record Measured(int min, int max, String unit) implements Setting {
        @Override
        public Optional<Object> read(String text) {
            return number(text, unit).filter(n -> n >= min && n <= max).map(n -> text);
        }

        @Override
        public String rule() {
            return "must be from " + min + unit + " to " + max + unit;
        }
    }

    private static Optional<Long> number(String text, String unit) {
        boolean fits = Pattern.matches("\\d{1,9}" + Pattern.quote(unit), text);
        return fits ? Optional.of(Long.valueOf(text.substring(0, text.length() - unit.length()))) : Optional.empty();
    }
}
