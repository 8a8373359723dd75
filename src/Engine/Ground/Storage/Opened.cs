using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Dapper;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>Reads rows as Dapper does, and opens the sealed texts in them.</summary>
internal static class Opened
{
    public static async Task<IReadOnlyList<T>> AllAsync<T>(
        DbConnection connection, CommandDefinition command, ITextSeal? texts, WriteSession? session, ITextOwner? owner = null)
    {
        if (texts is null || Plain<T>.Is || !texts.Concerns(command.CommandText)) return (await connection.QueryAsync<T>(command)).AsList();
        var rows = new List<T>();
        await foreach (var row in EachAsync<T>(connection, command, CommandBehavior.SingleResult, texts, session, owner)) rows.Add(row);
        return rows;
    }

    public static async Task<T?> FirstAsync<T>(
        DbConnection connection, CommandDefinition command, ITextSeal? texts, WriteSession? session, ITextOwner? owner = null)
    {
        if (texts is null || Plain<T>.Is || !texts.Concerns(command.CommandText))
            return await connection.QueryFirstOrDefaultAsync<T>(command);
        const CommandBehavior One = CommandBehavior.SingleResult | CommandBehavior.SingleRow;
        T? first = default;
        await foreach (var row in EachAsync<T>(connection, command, One, texts, session, owner)) first = row;
        return first;
    }

    public static Task<T?> ScalarAsync<T>(DbConnection connection, CommandDefinition command, ITextSeal? texts, WriteSession? session) =>
        typeof(T) == typeof(string) ? FirstAsync<T>(connection, command, texts, session) : connection.ExecuteScalarAsync<T>(command);

    /// <summary>One row after the other, in the memory of one.</summary>
    public static async IAsyncEnumerable<T> EachAsync<T>(
        DbConnection connection, CommandDefinition command, CommandBehavior behavior, ITextSeal texts, WriteSession? session,
        ITextOwner? owner = null)
    {
        var ct = command.CancellationToken;
        await using var reader = new OpeningReader(
            await connection.ExecuteReaderAsync(command, behavior), texts, session, command.Parameters, owner);
        if (reader.FieldCount == 0) yield break;
        var parse = reader.GetRowParser(typeof(T));
        while (await reader.ReadAsync(ct))
        {
            yield return await RowAsync<T>(reader, parse, texts, ct);
            if (behavior.HasFlag(CommandBehavior.SingleRow)) break;
        }

        // What failed after the first row is told by reading on.
        while (await reader.NextResultAsync(ct))
        {
        }
    }

    private static async ValueTask<T> RowAsync<T>(
        OpeningReader reader, Func<DbDataReader, object> parse, ITextSeal texts, CancellationToken ct)
    {
        while (true)
        {
            string missing;
            try
            {
                return Of<T>(parse(reader));
            }
            catch (CleAbsente absent)
            {
                missing = absent.Value;
            }
            catch (DataException wrapped) when (wrapped.InnerException is CleAbsente absent)
            {
                missing = absent.Value;
            }
            catch (DataException wrapped) when (wrapped.InnerException is ContenuFermeException or InvalidOperationException)
            {
                ExceptionDispatchInfo.Throw(wrapped.InnerException);
                throw;
            }

            await texts.LoadAsync(missing, ct);
        }
    }

    private static T Of<T>(object? value) => value switch
    {
        T known => known,
        null => default!,
        _ => (T)Convert.ChangeType(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), CultureInfo.InvariantCulture),
    };

    // Holds no text, so nothing that could be sealed.
    private static class Plain<T>
    {
        public static readonly bool Is = Type.GetTypeCode(Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)) is not
            (TypeCode.Object or TypeCode.String) || typeof(T) == typeof(byte[]) || typeof(T) == typeof(DateTimeOffset)
            || typeof(T) == typeof(DateOnly);
    }
}
