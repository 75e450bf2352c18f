package dev.aeneas.backup.restore.cql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aeneas.backup.restore.cql.RoleText.Here;
import dev.aeneas.backup.run.Roles;
import dev.aeneas.backup.run.Roles.Permission;
import dev.aeneas.backup.run.Roles.Role;
import dev.aeneas.backup.run.TableName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleTextTest {
    private static final Role READERS = new Role("readers", false, false, null, Set.of());
    private static final Role APP = new Role("app", false, true, "$2a$10$it's", Set.of("readers"));
    private static final Here HERE = new Here(
            Set.of(new TableName("shop", "items_then")),
            Set.of("shop"),
            table -> table.table().equals("items") ? new TableName("shop", "items_then") : table);

    private static List<String> statements(Roles is, Permission... permissions) {
        return new RoleText(new Roles(List.of(APP, READERS), List.of(permissions)), is, HERE).statements();
    }

    private static Permission select(String resource) {
        return new Permission("app", resource, Set.of("SELECT"));
    }

    @Test
    void createsRolesWithTheirPasswordsAndMemberships() {
        assertThat(statements(Roles.NONE))
                .containsExactly(
                        "CREATE ROLE IF NOT EXISTS \"app\" WITH HASHED PASSWORD = '$2a$10$it''s' AND LOGIN = true"
                                + " AND SUPERUSER = false",
                        "CREATE ROLE IF NOT EXISTS \"readers\" WITH LOGIN = false AND SUPERUSER = false",
                        "GRANT \"readers\" TO \"app\"");
    }

    @Test
    void leavesARoleThatIsThereAsItIsAndGrantsNoMembershipTwice() {
        var here = new Role("app", true, true, "another", Set.of("readers"));
        assertThat(statements(new Roles(List.of(here, READERS), List.of()))).isEmpty();
    }

    @Test
    void grantsWhatWasAllowedOnTheTableOfTheNewName() {
        assertThat(statements(Roles.NONE, select("data/shop/items")))
                .endsWith("GRANT SELECT ON TABLE \"shop\".\"items_then\" TO \"app\"");
    }

    @Test
    void grantsOnKeyspacesRolesAndFunctions() {
        assertThat(statements(
                        Roles.NONE,
                        select("data"),
                        select("data/shop"),
                        select("data/shop/*"),
                        select("roles"),
                        select("roles/readers"),
                        select("functions/shop")))
                .contains(
                        "GRANT SELECT ON ALL KEYSPACES TO \"app\"",
                        "GRANT SELECT ON KEYSPACE \"shop\" TO \"app\"",
                        "GRANT SELECT ON ALL TABLES IN KEYSPACE \"shop\" TO \"app\"",
                        "GRANT SELECT ON ALL ROLES TO \"app\"",
                        "GRANT SELECT ON ROLE \"readers\" TO \"app\"",
                        "GRANT SELECT ON ALL FUNCTIONS IN KEYSPACE \"shop\" TO \"app\"");
    }

    @Test
    void leavesOutWhatWasAllowedOnWhatIsNotThere() {
        assertThat(statements(
                        Roles.NONE,
                        select("data/shop/gone"),
                        select("data/other"),
                        select("roles/nobody"),
                        select("functions/shop/f[int]"),
                        select("mbean/any"),
                        new Permission("nobody", "data", Set.of("SELECT"))))
                .noneMatch(statement -> statement.contains(" ON "));
    }
}
