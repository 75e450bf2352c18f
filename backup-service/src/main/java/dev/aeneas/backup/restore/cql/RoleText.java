package dev.aeneas.backup.restore.cql;

import dev.aeneas.backup.run.Roles;
import dev.aeneas.backup.run.Roles.Permission;
import dev.aeneas.backup.run.Roles.Role;
import dev.aeneas.backup.run.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Statements that bring roles and permissions back.
 *
 * <p>A role that is there stays as it is, but for what it lacks. What was allowed on something that is not there is left out.
 *
 * @param was as the backup holds them
 * @param is as they are here
 * @param here what can be named in a permission
 */
public record RoleText(Roles was, Roles is, Here here) {

    /**
     * What there is at the target.
     *
     * @param names what a table of the backup is called here
     */
    public record Here(Set<TableName> tables, Set<String> keyspaces, UnaryOperator<TableName> names) {
        private String keyspace(String keyspace) {
            return names.apply(new TableName(keyspace, "any")).keyspace();
        }
    }

    /** Roles first, then who is a member of which, then permissions. */
    public List<String> statements() {
        var present = is.roles().stream().map(Role::name).collect(Collectors.toSet());
        var statements = new ArrayList<String>();
        was.roles().stream()
                .filter(role -> !present.contains(role.name()))
                .forEach(role -> statements.add(create(role)));
        var known = new TreeSet<>(present);
        was.roles().forEach(role -> known.add(role.name()));
        was.roles().forEach(role -> members(role, known, statements));
        was.permissions().stream()
                .filter(permission -> known.contains(permission.role()))
                .forEach(permission -> grants(permission, known, statements));
        return statements;
    }

    private static String create(Role role) {
        var password = role.saltedHash() == null ? "" : "HASHED PASSWORD = " + Cql.string(role.saltedHash()) + " AND ";
        return "CREATE ROLE IF NOT EXISTS " + Cql.name(role.name()) + " WITH " + password + "LOGIN = " + role.login()
                + " AND SUPERUSER = " + role.superuser();
    }

    /** Cassandra refuses to grant a role twice. */
    private void members(Role role, Set<String> known, List<String> statements) {
        var already = is.roles().stream()
                .filter(here -> here.name().equals(role.name()))
                .flatMap(here -> here.memberOf().stream())
                .collect(Collectors.toSet());
        role.memberOf().stream()
                .filter(group -> known.contains(group) && !already.contains(group))
                .forEach(group -> statements.add("GRANT " + Cql.name(group) + " TO " + Cql.name(role.name())));
    }

    private void grants(Permission permission, Set<String> known, List<String> statements) {
        var resource = resource(permission.resource().split("/", -1), known);
        resource.ifPresent(name -> permission
                .permissions()
                .forEach(what ->
                        statements.add("GRANT " + what + " ON " + name + " TO " + Cql.name(permission.role()))));
    }

    private Optional<String> resource(String[] path, Set<String> known) {
        return switch (path[0]) {
            case "data" -> data(path);
            case "roles" ->
                path.length == 1
                        ? Optional.of("ALL ROLES")
                        : Optional.of(path[1]).filter(known::contains).map(role -> "ROLE " + Cql.name(role));
            case "functions" ->
                path.length == 1
                        ? Optional.of("ALL FUNCTIONS")
                        : path.length == 2
                                ? keyspace(path[1]).map(k -> "ALL FUNCTIONS IN KEYSPACE " + k)
                                : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<String> data(String[] path) {
        if (path.length == 1) {
            return Optional.of("ALL KEYSPACES");
        }
        if (path.length == 2) {
            return keyspace(path[1]).map(keyspace -> "KEYSPACE " + keyspace);
        }
        if (path[2].equals("*")) {
            return keyspace(path[1]).map(keyspace -> "ALL TABLES IN KEYSPACE " + keyspace);
        }
        return Optional.of(here.names().apply(new TableName(path[1], path[2])))
                .filter(here.tables()::contains)
                .map(table -> "TABLE " + Cql.name(table));
    }

    private Optional<String> keyspace(String name) {
        return Optional.of(here.keyspace(name))
                .filter(here.keyspaces()::contains)
                .map(Cql::name);
    }
}
