using System.Collections;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Npgsql;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// A list in a statement (<c>IN @ids</c>) is one value, of one text whatever its length: on PostgreSQL an array, on SQLite JSON. Spelt out
/// by Dapper, each length would be a statement of its own, to be prepared anew, whose hundreds of names are looked up one by one.
/// </summary>
internal static partial class InLists
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static (string Sql, object? Parameters) For(DbConnection connection, string sql, object? parameters)
    {
        if (!sql.Contains(" IN @", StringComparison.Ordinal)) return (sql, parameters);
        // Dapper hands an array over as it is.
        if (connection is NpgsqlConnection) return (InList().Replace(sql, " = ANY(@$1)"), parameters);
        if (parameters is null or IEnumerable or DynamicParameters) return (sql, parameters);
        return (InList().Replace(sql, " IN (SELECT value FROM json_each(@$1))"), Of(parameters));
    }

    private static Listes Of(object parameters)
    {
        var values = new Listes(parameters);
        foreach (var property in Properties.GetOrAdd(parameters.GetType(), type => type.GetProperties()))
            values.Add(property.Name, property.GetValue(parameters) switch
            {
                IEnumerable<int> numbers => JsonSerializer.Serialize(numbers, Json),
                IEnumerable<long> numbers => JsonSerializer.Serialize(numbers, Json),
                IEnumerable<string> texts => JsonSerializer.Serialize(texts, Json),
                var value => value,
            });
        return values;
    }

    [GeneratedRegex(@" IN @(\w+)")]
    private static partial Regex InList();

    /// <summary>The values as they are bound.</summary>
    internal sealed class Listes(object given) : DynamicParameters
    {
        /// <summary>As they were given.</summary>
        public object Given => given;
    }
}
