package dev.aeneas.backup.adapter.cluster;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.aeneas.backup.run.Roles;
import dev.aeneas.backup.run.Roles.Permission;
import dev.aeneas.backup.run.Roles.Role;
import dev.aeneas.cassandra.credentials.Credentials;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads roles and permissions from the tables in which Cassandra keeps them. */
final class ReadRoles {
    private ReadRoles() {}

    /** All but these, and but the superuser that every cluster begins with. */
    static Roles of(CqlSession session, Set<String> without) {
        var left = new TreeSet<>(without);
        left.add(Credentials.CASSANDRA_DEFAULT.username());
        var roles = rows(
                session,
                "SELECT role, is_superuser, can_login, salted_hash, member_of FROM system_auth.roles",
                row -> new Role(
                        text(row, "role"),
                        row.getBoolean("is_superuser"),
                        row.getBoolean("can_login"),
                        row.getString("salted_hash"),
                        texts(row, "member_of")));
        var permissions = rows(
                session,
                "SELECT role, resource, permissions FROM system_auth.role_permissions",
                row -> new Permission(text(row, "role"), text(row, "resource"), texts(row, "permissions")));
        return new Roles(
                roles.stream()
                        .filter(role -> !left.contains(role.name()))
                        .sorted(Comparator.comparing(Role::name))
                        .toList(),
                permissions.stream()
                        .filter(permission -> !left.contains(permission.role()))
                        .sorted(Comparator.comparing(Permission::role).thenComparing(Permission::resource))
                        .toList());
    }

    private static <T> List<T> rows(CqlSession session, String query, Function<Row, T> read) {
        var statement = SimpleStatement.newInstance(query).setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
        return session.execute(statement).all().stream().map(read).toList();
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static Set<String> texts(Row row, String column) {
        var set = row.getSet(column, String.class);
        return set == null ? new TreeSet<>() : new TreeSet<>(set);
    }
}
