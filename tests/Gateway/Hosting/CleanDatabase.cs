using System.Globalization;
using Npgsql;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>
/// Makes a database of PostgreSQL what its template was: empties what a test has filled, and looks whether all else is as it was. What
/// a test did to the structure, to what was there from the beginning, or left running, is not undone: such a database is none for another test.
/// </summary>
internal sealed class CleanDatabase
{
    // Deleted rows stay in the files, since no vacuum runs: what has grown is left behind.
    private const long MostBytes = 64L * 1024 * 1024;

    private const string Structure =
        """
        SELECT concat_ws('/', (SELECT md5(string_agg(concat(oid, relname, relkind, relnatts, relchecks, reltablespace), ',' ORDER BY oid)) FROM pg_class WHERE relnamespace = 'public'::regnamespace),
            (SELECT md5(string_agg(concat(oid, tgname, tgenabled), ',' ORDER BY oid)) FROM pg_trigger),
            (SELECT md5(string_agg(concat(oid, conname, convalidated), ',' ORDER BY oid)) FROM pg_constraint),
            (SELECT concat(COUNT(*), '-', MAX(oid)) FROM pg_proc), (SELECT concat(COUNT(*), '-', COUNT(*) FILTER (WHERE attnotnull), '-', COUNT(*) FILTER (WHERE attisdropped)) FROM pg_attribute),
            (SELECT concat(dattablespace, datconnlimit, datallowconn) FROM pg_database WHERE datname = current_database()), (SELECT COUNT(*) FROM pg_namespace), (SELECT COUNT(*) FROM pg_db_role_setting WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())))
        """;

    private readonly string _structure;
    private readonly string _kept;
    private readonly string _found;
    private readonly string _clean;

    private CleanDatabase(string structure, IReadOnlyList<string> filled, string found, IReadOnlyList<string> empty)
    {
        (_structure, _kept, _found) = (structure, Content(filled), found);
        // Foreign keys and triggers are about work, not about the end of it.
        _clean = "SET session_replication_role = replica; DO $$ DECLARE t text; filled boolean; BEGIN FOREACH t IN ARRAY ARRAY["
            + string.Join(',', empty.Select(t => $"'{t}'"))
            + "] LOOP EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', t) INTO filled; IF filled THEN EXECUTE format('DELETE FROM %I', t); END IF; END LOOP; END $$; "
            + "SELECT setval(format('%I', sequencename)::regclass, start_value, FALSE) FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL; "
            + "RESET session_replication_role;";
    }

    /// <summary>Reads the template.</summary>
    public static async Task<CleanDatabase> LearnAsync(string template)
    {
        await using var connection = new NpgsqlConnection(template);
        await connection.OpenAsync();
        List<string> empty = [], filled = [];
        foreach (var table in (await TextAsync(connection, "SELECT string_agg(tablename, ',' ORDER BY tablename) FROM pg_tables WHERE schemaname = 'public'")).Split(','))
            (await TextAsync(connection, $"SELECT EXISTS (SELECT 1 FROM \"{table}\")") == bool.TrueString ? filled : empty).Add(table);
        return new(await TextAsync(connection, Structure), filled, await TextAsync(connection, Content(filled)), empty);
    }

    /// <summary>Whether the database is as its template again.</summary>
    public async Task<bool> TryAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        try
        {
            await connection.OpenAsync();
            if (await TextAsync(connection, "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()") != "0"
                || await TextAsync(connection, Structure) != _structure || await TextAsync(connection, _kept) != _found
                || long.Parse(await TextAsync(connection, "SELECT pg_database_size(current_database())"), CultureInfo.InvariantCulture) > MostBytes)
                return false;
            await TextAsync(connection, _clean);
            return true;
        }
        catch (NpgsqlException)
        {
            // A test has made it unreachable, or locks it.
            return false;
        }
    }

    private static string Content(IReadOnlyList<string> tables) => "SELECT md5(concat_ws('/', ''" + string.Concat(tables.Select(t =>
        $", (SELECT string_agg(x::text, ',' ORDER BY x::text) FROM \"{t}\" x)")) + "))";

    private static async Task<string> TextAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? "";
    }
}
